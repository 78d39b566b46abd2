import { expect, onTestFinished, test } from 'vitest';
import { templateOf } from '../../../adapters/fis/template.ts';
import type { FaultRecord } from '../../../core/run.ts';
import { sampleFault } from '../../contracts/samples.ts';
import { instanceArn, stoppingRecord } from '../support/fis-record.ts';
import { fisDriverWorld, othersAt, ownersAt, templateSettings } from '../support/fis-world.ts';
import { startJsonServer } from '../support/json-server.ts';
import { startTaggingServer } from '../support/tagging-server.ts';

const action = 'aws:ssm:start-automation-execution';
const document = 'shop-reboot-broker';
const documentArn = `arn:aws:ssm:eu-west-1:123456789012:document/${document}`;
const stream = 'arn:aws:kinesis:eu-west-1:123456789012:stream/orders';

/** Systems Manager with some runs of a runbook, and a FIS that starts and cancels it. */
const world = async () => {
  const runs: { id: string; status: string; document: string }[] = [];
  const ssm = await startJsonServer({
    DescribeAutomationExecutions: ({ Filters }) => ({
      AutomationExecutionMetadataList: runs
        .filter((one) => one.document.startsWith(prefixIn(Filters)))
        .map(({ id, status, document: DocumentName }) => ({
          AutomationExecutionId: id,
          AutomationExecutionStatus: status,
          DocumentName,
        })),
    }),
  });
  const tagging = await startTaggingServer([{ arn: stream, tags: { app: 'web' } }]);
  onTestFinished(() => Promise.all([ssm.close(), tagging.close()]).then(() => {}));
  const others = { ...othersAt(ssm.url), tagging: othersAt(tagging.url).tagging };
  const made = await fisDriverWorld(
    { ...ownersAt('http://127.0.0.1:9'), others },
    {
      [action]: {
        parameters: ['documentArn', 'documentParameters', 'maxDuration'],
        begin: async () => void runs.push({ id: 'run-1', status: 'InProgress', document }),
        lastsMs: () => 120_000,
        end: async () => {
          for (const run of runs) if (run.status === 'InProgress') run.status = 'Cancelled';
        },
      },
    },
  );
  const record: FaultRecord = stoppingRecord(1, {
    action,
    parameters: { documentArn, maxDuration: 'PT2M' },
    revertClass: 'by-document',
    before: {},
    after: {},
    intendedAtMs: made.clock.now(),
  });
  return { ...made, record, runs };
};

const prefixIn = (filters: unknown): string => {
  const all = filters as { readonly Key: string; readonly Values: readonly string[] }[];
  return all.find(({ Key }) => Key === 'DocumentNamePrefix')?.Values[0] ?? '';
};

test('a runbook gets no target of FIS, and the plan knows what it hits all the same', async () => {
  const { driver, record } = await world();
  const fault = sampleFault(action, { documentArn });
  const targets = { ...fault.targets, resourceType: 'aws:kinesis:stream' };

  expect(await driver.resolve({ ...fault, targets })).toMatchObject([{ arn: stream }]);
  const template = templateOf(record, templateSettings);
  expect(template.targets).toEqual({});
  expect(template.actions).toEqual({
    'fault-1': { actionId: action, parameters: { documentArn, maxDuration: 'PT2M' } },
  });
});

test('a runbook that was cut off is not known to have tidied up: a person looks', async () => {
  const { driver, record } = await world();
  await driver.inject(record);
  expect(await driver.evidence(record)).toMatchObject({ present: 'yes', level: 1 });
  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: false });

  expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });

  expect(await driver.verify(record)).toMatchObject({
    restored: false,
    drifted: true,
    seen: expect.stringContaining('run-1 is Cancelled'),
  });
});

test('a runbook that has run to its end by itself has done what its author promises', async () => {
  const { driver, record, runs, clock } = await world();
  runs.push({ id: 'other', status: 'Failed', document: `${document}-twice` });
  await driver.inject(record);
  const [, run] = runs;
  if (run) run.status = 'Success';
  await clock.sleep(130_000);

  expect(await driver.verify(record)).toMatchObject({ restored: true, seen: `${document} run-1 is Success` });
  expect(record.targets[0]?.arn).toBe(instanceArn(0));
});

test('one that names no runbook is no fault that could be known', async () => {
  const { driver } = await world();

  expect(driver.facts(action, {})).toBeUndefined();
  expect(driver.facts(action, { documentArn })).toMatchObject({ iamEnforced: 'no', resourceType: '*' });
});
