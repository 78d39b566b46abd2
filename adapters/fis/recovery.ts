import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { Verification } from '../../core/ports.ts';
import type { FaultRecord } from '../../core/run.ts';
import { lookAtTargets } from './looks/by-type.ts';
import { groupNameIn, lookAtGroups } from './looks/groups.ts';
import { isReachable, statusOf } from './looks/instance-status.ts';
import { idOf } from './looks/look.ts';
import { membersOf } from './looks/members.ts';
import { inWords } from './looks/standings.ts';
import type { VerifyNeeds } from './verify.ts';

type Recovery = (needs: VerifyNeeds, record: FaultRecord) => Promise<Verification>;

const answer = (restored: boolean, seen: string): Verification =>
  restored ? { restored, seen } : { restored, drifted: false, seen };

/** Every group that had a target has the instances it wants, in service and healthy. */
const fleetIsWhole: Recovery = async ({ autoScaling }, { targets }) => {
  const names = targets.flatMap(({ containers }) => containers.flatMap((arn) => groupNameIn(arn) ?? []));
  const groups = await lookAtGroups(autoScaling, names);
  if (groups.length === 0) return answer(false, 'no target is of an auto-scaling group: nothing replaces it');
  const missing = new Set(names).size - groups.length;
  const seen = groups
    .map(
      (group) => `${group.AutoScalingGroupName}: ${inService(group)} of ${group.DesiredCapacity} in service`,
    )
    .join('; ');
  return answer(missing === 0 && groups.every((one) => inService(one) >= (one.DesiredCapacity ?? 1)), seen);
};

const inService = ({ Instances = [] }: AutoScalingGroup): number =>
  Instances.filter(
    ({ LifecycleState, HealthStatus }) => LifecycleState === 'InService' && HealthStatus === 'Healthy',
  ).length;

const instancesAnswer: Recovery = async ({ ec2 }, record) => {
  const statuses = await statusOf(ec2, record);
  const back = record.targets.filter(({ arn }) => isReachable(statuses.get(arn)));
  const seen = `EC2 reaches ${back.length} of ${record.targets.length}: ${record.targets.map(({ label }) => label).join(', ')}`;
  return answer(back.length === record.targets.length, seen);
};

const databasesAreWhole: Recovery = async (needs, record) => {
  const looks = await lookAtTargets(needs, record);
  const whole = looks.every(
    ({ arn, now }) =>
      now?.status === 'available' &&
      // Without its standby it is available, and lost with the next fault.
      (record.before[arn]?.multiAz !== true || (now.multiAz === true && now.secondaryZone !== null)),
  );
  return answer(whole, inWords(looks));
};

const clustersAreWhole: Recovery = async (needs, record) => {
  const looks = await lookAtTargets(needs, record);
  const members = await membersOf(
    needs.rds,
    record.targets.map(({ arn }) => idOf(arn)),
  );
  const away = members.filter(({ status }) => status !== 'available');
  const whole = looks.every(({ now }) => now?.status === 'available' && now.writer !== null);
  const seen = [inWords(looks), ...away.map(({ name, status }) => `${name} is ${status}`)].join('; ');
  return answer(whole && away.length === 0, seen);
};

const recoveries: Readonly<Record<string, Recovery>> = {
  'aws:ec2:reboot-instances': instancesAnswer,
  'aws:ec2:send-spot-instance-interruptions': fleetIsWhole,
  'aws:ec2:terminate-instances': fleetIsWhole,
  'aws:eks:terminate-nodegroup-instances': fleetIsWhole,
  'aws:rds:failover-db-cluster': clustersAreWhole,
  'aws:rds:reboot-db-instances': databasesAreWhole,
};

/** Whether what cannot be undone has been made good for. Of an action that nobody taught it to judge it never says so. */
export const recoveryOf: Recovery = async (needs, record) =>
  (await recoveries[record.action]?.(needs, record)) ??
  answer(false, `nobody knows how ${record.action} is made good for`);
