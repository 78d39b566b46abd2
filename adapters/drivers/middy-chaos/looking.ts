import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { Fault } from '../../../core/experiment.ts';
import type { Evidence } from '../../../core/ports.ts';
import type { FaultRecord } from '../../../core/run.ts';
import { calling } from '../../aws/calling.ts';
import type { Resource } from '../../fis/looks/look.ts';
import { type LookingDriver, looking } from '../attribute/looking.ts';
import { touched } from '../attribute/standing.ts';
import { functionArn } from '../lambda-concurrency/attribute.ts';
import { unlessStillFelt } from '../ssm-flag/still-felt.ts';
import { taggedResources } from '../tagged-resources.ts';
import { functionsThatActed } from './applied.ts';
import { chaosFlag, lingersMs, nameOf, parameterOf } from './attribute.ts';
import { expectParameter, readChaosFlag } from './read.ts';

/** What is asked about functions and their flags. */
export type Asked = {
  readonly ssm: SSMClient;
  readonly tagging: ResourceGroupsTaggingAPIClient;
  readonly cloudWatch: CloudWatchClient;
};

/** Looks at functions that read a flag, at the flag, and at what they say that they did. */
export const lookingAtChaos = (
  { ssm, tagging, cloudWatch }: Asked,
  now: () => number = Date.now,
): LookingDriver => {
  const looks = looking(chaosFlag, { list: listOf(ssm, tagging), read: readChaosFlag(ssm) });
  return {
    ...looks,
    evidence: async (record) => {
      if (now() >= record.deadlineMs)
        return { present: 'no', level: 2, seen: `expired at ${new Date(record.deadlineMs).toISOString()}` };
      const written = await looks.evidence(record);
      if (written.present !== 'yes') return written;
      const acted = await calling(`look for ${record.name}`, () =>
        functionsThatActed(cloudWatch, touched(record).map(nameOf), record.token, now()),
      );
      return evidenceFrom(record, acted);
    },
    verify: async (record) => {
      const seen = await looks.verify(record);
      const lingering = { lingersMs: lingersMs(record), parameters: parametersOf(record) };
      return calling(`verify ${record.name}`, () => unlessStillFelt(ssm, record, seen, lingering, now()));
    },
  };
};

// Two runs on the same parameter would write over each other's flags, so a lease on a function covers it.
const listOf =
  (ssm: SSMClient, tagging: ResourceGroupsTaggingAPIClient) =>
  async (fault: Fault): Promise<readonly Resource[]> => {
    const found = await taggedResources(tagging, { type: 'lambda:function', arn: functionArn })(fault);
    const parameters = found.map(({ target }) => parameterOf(fault.parameters, target));
    // The same for all of them. A plan without it would be one that cannot be carried out.
    for (const parameter of new Set(parameters)) await expectParameter(ssm, parameter);
    return found.map(({ target, ...rest }, n) => ({
      ...rest,
      target: { ...target, containers: parameters.slice(n, n + 1) },
    }));
  };

const parametersOf = (record: FaultRecord): readonly string[] => {
  const [first] = touched(record);
  return first === undefined ? [] : [parameterOf(record.parameters, first)];
};

// The flag alone proves nothing: a function without the middleware, or that cannot read it, is not hurt at all.
const evidenceFrom = (record: FaultRecord, acted: readonly string[]): Evidence => {
  const all = touched(record).map(nameOf);
  const silent = all.filter((name) => !acted.includes(name));
  if (silent.length === 0)
    return { present: 'yes', level: 2, seen: `${all.join(', ')} said so: the fault was applied` };
  const seen = `the flag is written, and nothing was heard yet of ${silent.join(', ')}`;
  return { present: acted.length > 0 ? 'partly' : 'unknown', level: 2, seen };
};
