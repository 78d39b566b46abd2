import type { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { defaultCacheMs } from '../../../middleware/flag.ts';
import { calling } from '../../aws/calling.ts';
import { type LookingDriver, looking } from '../attribute/looking.ts';
import { touched } from '../attribute/standing.ts';
import { taggedResources } from '../tagged-resources.ts';
import { flag, parameterArn } from './attribute.ts';
import { cacheMsAsked } from './flag.ts';
import { readFlag } from './read.ts';
import { unlessStillFelt } from './still-felt.ts';

/** Looks at parameters that are flags. */
export const lookingAtFlag = (
  ssm: SSMClient,
  tagging: ResourceGroupsTaggingAPIClient,
  now: () => number = Date.now,
): LookingDriver => {
  const looks = looking(flag, {
    list: taggedResources(tagging, { type: 'ssm:parameter', arn: parameterArn }),
    read: readFlag(ssm),
  });
  return {
    ...looks,
    evidence: async (record) => {
      // A flag that has expired is still written, and no fault any more.
      if (now() >= record.deadlineMs)
        return { present: 'no', level: 2, seen: `expired at ${new Date(record.deadlineMs).toISOString()}` };
      const { seen, ...evidence } = await looks.evidence(record);
      return { ...evidence, seen: `${seen} (what its readers make of it is not seen here)` };
    },
    verify: async (record) => {
      const seen = await looks.verify(record);
      const lingersMs = cacheMsAsked(record.parameters) ?? defaultCacheMs;
      const parameters = touched(record).map(({ arn }) => arn);
      return calling(`verify ${record.name}`, () =>
        unlessStillFelt(ssm, record, seen, { lingersMs, parameters }, now()),
      );
    },
  };
};
