import { type EC2Client, paginateDescribeVolumeStatus, type VolumeStatusItem } from '@aws-sdk/client-ec2';
import type { FaultRecord } from '../../../core/run.ts';
import { idOf } from './look.ts';

// https://docs.aws.amazon.com/ebs/latest/userguide/monitoring-volume-checks.html; not every type of volume is checked.
const impaired = ['degraded', 'severely-degraded', 'stalled'];

/** The targets whose input and output EC2 finds impaired, with its word. It looks every few minutes, at some types only. */
export const impairedVolumes = async (
  ec2: EC2Client,
  { targets }: Pick<FaultRecord, 'targets'>,
): Promise<ReadonlyMap<string, string>> => {
  const arns = new Map(targets.map((target) => [idOf(target.arn), target]));
  const Filters = [{ Name: 'volume-id', Values: [...arns.keys()] }];
  const found = new Map<string, string>();
  for await (const page of paginateDescribeVolumeStatus({ client: ec2 }, { Filters }))
    for (const status of page.VolumeStatuses ?? []) {
      const hit = arns.get(status.VolumeId ?? '');
      const word = wordOf(status);
      if (hit && word !== undefined) found.set(hit.arn, `${hit.label}: input and output ${word}`);
    }
  return found;
};

const wordOf = ({ VolumeStatus }: VolumeStatusItem): string | undefined =>
  VolumeStatus?.Details?.find(
    ({ Name, Status = '' }) => Name === 'io-performance' && impaired.includes(Status),
  )?.Status;
