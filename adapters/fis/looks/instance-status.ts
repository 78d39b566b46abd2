import { type EC2Client, type InstanceStatus, paginateDescribeInstanceStatus } from '@aws-sdk/client-ec2';
import type { FaultRecord } from '../../../core/run.ts';
import { isNamed } from '../../aws/calling.ts';
import { idOf } from './look.ts';

/** What EC2's own checks say of each target that runs, by ARN. */
export const statusOf = async (
  ec2: EC2Client,
  { targets }: Pick<FaultRecord, 'targets'>,
): Promise<ReadonlyMap<string, InstanceStatus>> => {
  const arns = new Map(targets.map(({ arn }) => [idOf(arn), arn]));
  const statuses = await allStatuses(ec2, [...arns.keys()]).catch(noneIfForgotten);
  return new Map(
    statuses.flatMap((status) => {
      const arn = arns.get(status.InstanceId ?? '');
      return arn === undefined ? [] : [[arn, status] as const];
    }),
  );
};

const allStatuses = async (ec2: EC2Client, ids: string[]): Promise<readonly InstanceStatus[]> => {
  const found: InstanceStatus[] = [];
  for await (const page of paginateDescribeInstanceStatus({ client: ec2 }, { InstanceIds: ids }))
    found.push(...(page.InstanceStatuses ?? []));
  return found;
};

// EC2 says nothing of the others when it has forgotten one; one that is gone is not back anyway.
const noneIfForgotten = (failure: unknown): readonly InstanceStatus[] => {
  if (isNamed(failure, ['InvalidInstanceID.NotFound'])) return [];
  throw failure;
};

/** Whether both checks of an instance have passed: the machine's and its operating system's. */
export const isReachable = (status: InstanceStatus | undefined): boolean =>
  status?.InstanceStatus?.Status === 'ok' && status.SystemStatus?.Status === 'ok';

/** The targets that EC2 cannot reach just now, as after a reboot. */
export const impairedInstances = async (
  ec2: EC2Client,
  record: Pick<FaultRecord, 'targets'>,
): Promise<ReadonlyMap<string, string>> => {
  const statuses = await statusOf(ec2, record);
  return new Map(
    record.targets.flatMap(({ arn, label }) => {
      const status = statuses.get(arn);
      if (status === undefined || isReachable(status)) return [];
      return [[arn, `${label}: instance check ${status.InstanceStatus?.Status}`] as const];
    }),
  );
};
