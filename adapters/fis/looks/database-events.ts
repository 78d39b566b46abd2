import { paginateDescribeEvents, type RDSClient } from '@aws-sdk/client-rds';
import type { FaultRecord } from '../../../core/run.ts';

// RDS-EVENT-0004 and 0006 say shut down and restarted, 0013, 0015 and 0049 a failover:
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html
const telling = ['availability', 'failover'];

/** The targets that RDS itself says were restarted or failed over since the fault was sent, with its words. */
export const rebootsSince = async (
  rds: RDSClient,
  { targets, intendedAtMs }: Pick<FaultRecord, 'targets' | 'intendedAtMs'>,
): Promise<ReadonlyMap<string, string>> => {
  if (intendedAtMs === undefined) return new Map();
  const request = {
    SourceType: 'db-instance',
    EventCategories: telling,
    StartTime: new Date(intendedAtMs),
  } as const;
  const found = new Map<string, string>();
  for await (const page of paginateDescribeEvents({ client: rds }, request))
    for (const { SourceArn, SourceIdentifier, Message, Date: at } of page.Events ?? []) {
      const hit = targets.find(({ arn, label }) => arn === SourceArn || label === SourceIdentifier);
      // An event of the same second may be older than the fault.
      if (hit && at !== undefined && at.getTime() >= intendedAtMs)
        found.set(hit.arn, `${hit.label}: "${Message}"`);
    }
  return found;
};
