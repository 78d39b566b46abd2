import { type EC2Client, type InstanceStatus, paginateDescribeInstanceStatus } from '@aws-sdk/client-ec2';
import type { FaultRecord } from '../../../core/run.ts';
import { idOf } from './look.ts';

/** What EC2's own checks say of each target that runs, by ARN. */
export const statusOf = async (
  ec2: EC2Client,
  { targets }: Pick<FaultRecord, 'targets'>,
): Promise<ReadonlyMap<string, InstanceStatus>> => {
  const found = new Map<string, InstanceStatus>();
  // Asked for by filter: asked for by id, EC2 fails when it has forgotten one of them.
  const Filters = [{ Name: 'instance-state-name', Values: ['running'] }];
  const ids = new Map(targets.map(({ arn }) => [idOf(arn), arn]));
  for await (const page of paginateDescribeInstanceStatus({ client: ec2 }, { Filters }))
    for (const status of page.InstanceStatuses ?? []) {
      const arn = ids.get(status.InstanceId ?? '');
      if (arn !== undefined) found.set(arn, status);
    }
  return found;
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
