import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { describe, expect, test } from 'vitest';
import { lookingAtChaos } from '../../../adapters/drivers/middy-chaos/looking.ts';
import { lookingAtFlag } from '../../../adapters/drivers/ssm-flag/looking.ts';
import type { FaultRecord } from '../../../core/run.ts';
import { sampleFaultRecord } from '../../contracts/samples.ts';
import { inMemory, newLine } from './services/line.ts';
import { parameterStore } from './services/parameters.ts';

const prefix = 'arn:aws:ssm:eu-west-1:111122223333:parameter';

/** A flag that was taken away at some time, and who looks at it when. */
const worldAt = (undoneAtMs: number) => {
  const line = newLine();
  const store = parameterStore(line, [['/chaos/pay', 'flag']]);
  store.write('/chaos/pay', 'none', undoneAtMs);
  let nowMs = undoneAtMs;
  const tagging = inMemory(ResourceGroupsTaggingAPIClient, line, {});
  const cloudWatch = inMemory(CloudWatchClient, line, {});
  const now = () => nowMs;
  return {
    flags: lookingAtFlag(store.ssm, tagging, now),
    chaos: lookingAtChaos({ ssm: store.ssm, tagging, cloudWatch }, now),
    at: (ms: number) => {
      nowMs = ms;
    },
  };
};

const recordOn = (arn: string, parameters: FaultRecord['parameters'], deadlineMs: number): FaultRecord => ({
  ...sampleFaultRecord({ runId: 'run-1' }),
  targets: [{ arn, label: 'pay', tags: {}, containers: [] }],
  before: { [arn]: { value: 'none' } },
  after: { [arn]: { value: `{"fault":${parameters.fault}}` } },
  parameters,
  deadlineMs,
});

const undoneAtMs = 1_000_000;
const late = undoneAtMs + 3_600_000;

describe('an undone flag is verified when nobody can act on it any more', () => {
  const onParameter = (parameters: FaultRecord['parameters'], deadlineMs = late) => ({
    kind: 'flags' as const,
    record: recordOn(`${prefix}/chaos/pay`, { fault: '{"x":1}', ...parameters }, deadlineMs),
  });
  const onFunction = (fault: string, cacheMs?: string, deadlineMs = late) => ({
    kind: 'chaos' as const,
    record: recordOn(
      'arn:aws:lambda:eu-west-1:111122223333:function:pay',
      { parameter: '/chaos/pay', fault, ...(cacheMs !== undefined && { cacheMs }) },
      deadlineMs,
    ),
  });

  test.each([
    ['a minute after its undo, where it says nothing', onParameter({}), 62_000],
    ['when its own time is over', onParameter({ cacheMs: '5000' }), 7_000],
    ['at once where nobody keeps it', onParameter({ cacheMs: '0' }), 0],
    ['at the end of its run at the latest', onParameter({}, undoneAtMs + 1_000), 1_000],
    ['half a minute after its undo, of functions', onFunction('{"exception":"x"}'), 32_000],
    ['when what it has held up is over as well', onFunction('{"latencyMs":9000}', '1000'), 12_000],
    ['when the longest latency is over', onFunction('{"latencyMs":{"min":1,"max":20000}}', '0'), 22_000],
  ])('%s', async (_when, { kind, record }, afterMs) => {
    const world = worldAt(undoneAtMs);
    world.at(undoneAtMs + afterMs - 1);
    if (afterMs > 0)
      expect(await world[kind].verify(record)).toMatchObject({ restored: false, drifted: false });
    world.at(undoneAtMs + afterMs);

    expect(await world[kind].verify(record)).toMatchObject({ restored: true });
  });
});

test('an expired flag is no evidence, though it is written still', async () => {
  const { chaos } = worldAt(undoneAtMs);
  const record = recordOn(
    'arn:aws:lambda:eu-west-1:111122223333:function:pay',
    { parameter: '/chaos/pay', fault: '{"exception":"x"}' },
    undoneAtMs,
  );

  expect(await chaos.evidence(record)).toMatchObject({ present: 'no' });
});
