import { RELEASES } from '../workload/messages.ts';
import type { LabOperation, LabOperations } from './api.ts';
import { cloudWatchOperations } from './cloudwatch-operations.ts';
import { ec2Operations } from './ec2-operations.ts';
import { elbv2Operations } from './elbv2-operations.ts';
import { lambdaOperations } from './lambda-operations.ts';
import { networkOperations } from './network-operations.ts';
import { rdsOperations } from './rds-operations.ts';
import { Refusal } from './refusal.ts';
import type { Scheduler } from './scheduler.ts';
import { ssmOperations } from './ssm-operations.ts';
import type { World } from './world.ts';

type Answer<Op extends LabOperation> = LabOperations[Op]['answer'];

/** What carries out each operation. */
export type Operations = {
  readonly [Op in LabOperation]: (input: LabOperations[Op]['input']) => Answer<Op> | Promise<Answer<Op>>;
};

/** Every operation of the lab's AWS. */
export const operations = (world: World, scheduler: Scheduler): Operations => ({
  ...ec2Operations(world),
  ...cloudWatchOperations(world),
  ...elbv2Operations(world),
  ...ssmOperations(world),
  ...lambdaOperations(world),
  ...networkOperations(world),
  ...rdsOperations(world),
  'autoscaling/DescribeAutoScalingGroups': () => ({ groups: [world.autoScaling.describe()] }),
  'scheduler/PutSchedule': (input) => scheduler.put(input),
  'scheduler/GetSchedule': ({ name }) => scheduler.get(name),
  'scheduler/DeleteSchedule': ({ name }) => {
    scheduler.remove(name);
    return {};
  },
  'scheduler/ListSchedules': ({ namePrefix = '' }) => ({ schedules: scheduler.list(namePrefix) }),
  'lab/Deploy': ({ release }) => {
    if (!RELEASES.includes(release))
      throw new Refusal('ValidationException', `The releases are ${RELEASES.join(' and ')}, not ${release}.`);
    world.deployment.begin(release);
    return {};
  },
  'faults/RevokeToken': ({ prefix }) => {
    world.fence.revoke(prefix);
    return {};
  },
});
