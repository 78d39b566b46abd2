import { type AutoScalingClient, paginateDescribeScalingActivities } from '@aws-sdk/client-auto-scaling';
import type { FaultRecord } from '../../../core/run.ts';
import { groupNameIn } from './groups.ts';

/** The groups that have found no capacity since the fault was sent, with what EC2 Auto Scaling says; newest first. */
export const launchesRefused = async (
  autoScaling: AutoScalingClient,
  { targets, intendedAtMs }: Pick<FaultRecord, 'targets' | 'intendedAtMs'>,
): Promise<ReadonlyMap<string, string>> => {
  if (intendedAtMs === undefined) return new Map();
  const found = new Map<string, string>();
  for (const { arn, label } of targets) {
    const words = await refusalOf(autoScaling, groupNameIn(arn) ?? label, intendedAtMs);
    if (words !== undefined) found.set(arn, `${label}: "${words}"`);
  }
  return found;
};

const refusalOf = async (
  autoScaling: AutoScalingClient,
  AutoScalingGroupName: string,
  sinceMs: number,
): Promise<string | undefined> => {
  const request = { AutoScalingGroupName };
  for await (const page of paginateDescribeScalingActivities({ client: autoScaling }, request))
    for (const { StartTime, StatusMessage: words = '' } of page.Activities ?? []) {
      if (StartTime === undefined || StartTime.getTime() < sinceMs) return undefined;
      if (/InsufficientInstanceCapacity|insufficient capacity/i.test(words)) return words;
    }
  return undefined;
};
