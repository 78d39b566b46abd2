import { NotFound } from '../../core/errors.ts';
import type { Fault } from '../../core/experiment.ts';
import type { FaultDriver } from '../../core/ports.ts';
import type { PlannedFault, ResolvedTarget } from '../../core/run.ts';
import type { LabClient } from '../client.ts';
import type { InstanceState, LabInstance } from '../keeper/api.ts';
import { calling } from './far-end.ts';
import type { InstanceAction } from './instance-action.ts';
import { killProcess } from './kill-process.ts';
import { stopInstances } from './stop-instances.ts';
import { terminateInstances } from './terminate-instances.ts';

const actions = new Map<string, InstanceAction>([
  ['aws:ec2:stop-instances', stopInstances],
  ['aws:ec2:terminate-instances', terminateInstances],
  ['aws:ssm:send-command', killProcess],
]);

/** FIS's actions on the lab's real processes. */
export const labFaults = (lab: LabClient): FaultDriver => {
  const on = (action: string): InstanceAction => {
    const found = actions.get(action);
    if (found === undefined) throw new NotFound(`The lab does not make ${action}`);
    return found;
  };
  return {
    name: 'fis',
    // The undo revokes the fault's token first, and the keeper, one process, does at once what it does: once an undo is
    // accepted nothing of the fault can land any more.
    lateEffectMs: 0,
    facts: (action) => actions.get(action)?.facts,
    resolve: (fault) => calling('describe instances', () => resolve(lab, fault)),
    snapshot: (fault) => calling('take before-images', () => snapshot(lab, on(fault.action), fault)),
    inject: async (record) => {
      await calling(`inject ${record.name}`, () => on(record.action).inject(lab, record));
    },
    evidence: (record) => calling(`look for ${record.name}`, () => on(record.action).evidence(lab, record)),
    fence: async (runId) => {
      await calling('revoke tokens', () => lab.revokeToken({ prefix: `${runId}/` }));
    },
    undo: (record) =>
      calling(`undo ${record.name}`, async () => {
        await lab.revokeToken({ prefix: record.token });
        return on(record.action).undo(lab, record);
      }),
    verify: (record) => calling(`verify ${record.name}`, () => on(record.action).verify(lab, record)),
    // These faults leave nothing beside the targets themselves, and every target is read by verify.
    residue: async () => [],
  };
};

const resolve = async (lab: LabClient, { targets }: Fault): Promise<readonly ResolvedTarget[]> => {
  const { tags, arns, filters } = targets;
  const { instances } = await lab.describeInstances(tags ? { tags } : {});
  return instances
    .filter(({ state, arn }) => !ended.includes(state) && (arns?.includes(arn) ?? true))
    .filter((instance) => filters.every(({ path, values }) => values.includes(attribute(instance, path))))
    .map(targetOf);
};

const ended: readonly InstanceState[] = ['shutting-down', 'terminated'];

const attribute = ({ state, zone }: LabInstance, path: string): string => {
  if (path === 'State.Name') return state;
  if (path === 'Placement.AvailabilityZone') return zone;
  throw new NotFound(`the lab cannot filter by ${path}; it knows State.Name and Placement.AvailabilityZone`);
};

const targetOf = ({ arn, instanceId, zone, tags }: LabInstance): ResolvedTarget => ({
  arn,
  label: `${instanceId} (${zone})`,
  zone,
  tags,
  containers: ['arn:aws:autoscaling:eu-lab-1:000000000000:autoScalingGroup:web'],
});

const snapshot = async (lab: LabClient, action: InstanceAction, { targets }: PlannedFault) => {
  const { instances } = await lab.describeInstances();
  const found = targets.map(({ arn, label }) => {
    const instance = instances.find((one) => one.arn === arn);
    if (instance === undefined) throw new NotFound(`There is no instance ${label} any more`);
    return instance;
  });
  return {
    before: Object.fromEntries(found.map((instance) => [instance.arn, action.before(instance)])),
    after: Object.fromEntries(found.map((instance) => [instance.arn, action.after(instance)])),
  };
};
