import type { Verification } from '../../../core/ports.ts';
import type { LabClient } from '../../client.ts';
import type { LabAction } from '../action.ts';
import { instances } from '../resources/instances.ts';
import { evidenceFrom, idsOf, lookAtAll } from './looks.ts';

/** `aws:ec2:terminate-instances`: cannot be undone; the auto-scaling group replaces what is gone. */
export const terminateInstances: LabAction = {
  facts: {
    revertClass: 'irreversible',
    iamEnforced: 'yes',
    resourceType: 'aws:ec2:instance',
    undo: 'irreversible: await the replacement by the auto-scaling group',
  },
  resources: instances,
  before: () => ({ state: 'running' }),
  after: () => ({ state: 'terminated' }),
  inject: (lab, record) => lab.terminateInstances({ instanceIds: idsOf(record), clientToken: record.token }),
  evidence: async (lab, record) => evidenceFrom(await lookAtAll(lab, record)),
  undo: async () => ({ outcome: 'nothing-to-undo' }),
  verify: async (lab) => fleetIsWhole(lab),
};

/** Whether every group has its desired number of instances in service, and the load balancer finds all of them healthy. */
export const fleetIsWhole = async (lab: LabClient): Promise<Verification> => {
  const [{ groups }, { targets }] = await Promise.all([
    lab.describeAutoScalingGroups(),
    lab.describeTargetHealth(),
  ]);
  const inService = (instances: (typeof groups)[number]['instances']) =>
    instances.filter(({ lifecycleState }) => lifecycleState === 'InService').length;
  const whole = groups.every(({ desired, instances }) => inService(instances) >= desired);
  const healthy = targets.filter(({ state }) => state === 'healthy').length;
  const wanted = groups.reduce((sum, { desired }) => sum + desired, 0);
  const seen = `${groups.map(({ name, desired, instances }) => `${name}: ${inService(instances)} of ${desired} in service`).join('; ')}, ${healthy} healthy`;
  return whole && healthy >= wanted ? { restored: true, seen } : { restored: false, drifted: false, seen };
};
