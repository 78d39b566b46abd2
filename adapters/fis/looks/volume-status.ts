import { type EC2Client, paginateDescribeVolumeStatus, type VolumeStatusItem } from '@aws-sdk/client-ec2';
import type { FaultRecord } from '../../../core/run.ts';
import { isNamed } from '../../aws/calling.ts';
import { idOf } from './look.ts';

// https://docs.aws.amazon.com/ebs/latest/userguide/monitoring-volume-checks.html; not every type of volume is checked.
const impaired = ['degraded', 'severely-degraded', 'stalled'];

/** The targets whose input and output EC2 finds impaired, with its word. It looks every few minutes, at some types only. */
export const impairedVolumes = async (
  ec2: EC2Client,
  { targets }: Pick<FaultRecord, 'targets'>,
): Promise<ReadonlyMap<string, string>> => {
  const arns = new Map(targets.map((target) => [idOf(target.arn), target]));
  const statuses = await allStatuses(ec2, [...arns.keys()]).catch(noneIfForgotten);
  return new Map(
    statuses.flatMap((status) => {
      const hit = arns.get(status.VolumeId ?? '');
      const word = wordOf(status);
      return hit && word ? [[hit.arn, `${hit.label}: input and output ${word}`] as const] : [];
    }),
  );
};

const allStatuses = async (ec2: EC2Client, VolumeIds: string[]): Promise<readonly VolumeStatusItem[]> => {
  const found: VolumeStatusItem[] = [];
  for await (const page of paginateDescribeVolumeStatus({ client: ec2 }, { VolumeIds }))
    found.push(...(page.VolumeStatuses ?? []));
  return found;
};

// EC2 says nothing of the others when it has forgotten one; what is gone does not wait for anything.
const noneIfForgotten = (failure: unknown): readonly VolumeStatusItem[] => {
  if (isNamed(failure, ['InvalidVolume.NotFound'])) return [];
  throw failure;
};

const wordOf = ({ VolumeStatus }: VolumeStatusItem): string | undefined =>
  VolumeStatus?.Details?.find(
    ({ Name, Status = '' }) => Name === 'io-performance' && impaired.includes(Status),
  )?.Status;
