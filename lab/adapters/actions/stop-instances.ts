import type { FaultRecord } from '../../../core/run.ts';
import type { LabInstance } from '../../keeper/api.ts';
import { LabError } from '../../lab-error.ts';
import type { LabAction } from '../action.ts';
import { instances as resources } from '../resources/instances.ts';
import { evidenceFrom, idsOf, instancesOf, inWords, lookAtAll } from './looks.ts';

const byItself = ({ parameters, durationMs }: FaultRecord): { startAfterMs?: number } =>
  parameters.startInstancesAfterDuration === undefined ? {} : { startAfterMs: durationMs };

/** `aws:ec2:stop-instances`: started again by the lab's FIS when `startInstancesAfterDuration` says so, and by our undo. */
export const stopInstances: LabAction = {
  facts: {
    revertClass: 'if-asked',
    iamEnforced: 'yes',
    resourceType: 'aws:ec2:instance',
    undo: 'start the instances again',
  },
  resources,
  before: ({ state = null }) => ({ state }),
  after: () => ({ state: 'stopped' }),
  inject: async (lab, record) => {
    const { targets } = ours(record);
    // What did not run before is not ours to stop, and above all not ours to start again.
    if (targets.length === 0) throw new LabError('IncorrectInstanceState', 'none of the targets runs', false);
    await lab.stopInstances({
      instanceIds: idsOf({ targets }),
      clientToken: record.token,
      ...byItself(record),
    });
  },
  evidence: async (lab, record) => evidenceFrom(await lookAtAll(lab, ours(record))),
  undo: async (lab, record) => {
    const { targets } = ours(record);
    const instances = await instancesOf(lab, { targets });
    const stopped = instances.filter(({ state }) => state === 'stopped');
    // What can be put back is put back, also when something else has drifted.
    if (stopped.length > 0)
      await lab.startInstances({ instanceIds: stopped.map(({ instanceId }) => instanceId) });
    const gone = driftOf(instances, targets.length);
    if (gone) return { outcome: 'drifted', seen: gone };
    const stopping = instances.find(({ state }) => state === 'stopping');
    if (stopping) throw new LabError('Timeout', `${stopping.instanceId} is still stopping`, true);
    return { outcome: stopped.length > 0 ? 'accepted' : 'nothing-to-undo' };
  },
  verify: async (lab, record) => {
    const { targets } = ours(record);
    const instances = await instancesOf(lab, { targets });
    const looks = await lookAtAll(lab, { targets });
    const seen = inWords(looks);
    const drift = driftOf(instances, targets.length);
    if (drift) return { restored: false, drifted: true, seen: drift };
    const restored = instances.every(({ state }) => state === 'running') && looks.every(({ back }) => back);
    return restored ? { restored, seen } : { restored, drifted: false, seen };
  },
};

// Targets that ran when the before-images were taken: the only ones that this fault stops.
const ours = (record: FaultRecord): FaultRecord => ({
  ...record,
  targets: record.targets.filter(({ arn }) => record.before[arn]?.state === 'running'),
});

const driftOf = (instances: readonly LabInstance[], wanted: number): string | undefined => {
  const ended = instances.filter(({ state }) => state === 'terminated' || state === 'shutting-down');
  if (ended.length > 0) return ended.map(({ instanceId, state }) => `${instanceId} is ${state}`).join('; ');
  return instances.length < wanted ? 'an instance is gone' : undefined;
};
