import type { FaultRecord } from '../../core/run.ts';
import {
  evidenceFrom,
  type InstanceAction,
  idsOf,
  instancesOf,
  inWords,
  lookAtAll,
} from './instance-action.ts';

const byItself = ({ parameters, durationMs }: FaultRecord): { startAfterMs?: number } =>
  parameters.startInstancesAfterDuration === undefined ? {} : { startAfterMs: durationMs };

/** `aws:ec2:stop-instances`: started again by the lab's FIS when `startInstancesAfterDuration` says so, and by our undo. */
export const stopInstances: InstanceAction = {
  facts: {
    revertClass: 'if-asked',
    iamEnforced: 'yes',
    resourceType: 'aws:ec2:instance',
    undo: 'start the instances again',
  },
  before: () => ({ state: 'running' }),
  after: () => ({ state: 'stopped' }),
  inject: (lab, record) =>
    lab.stopInstances({ instanceIds: idsOf(record), clientToken: record.token, ...byItself(record) }),
  evidence: async (lab, record) => evidenceFrom(await lookAtAll(lab, record)),
  undo: async (lab, record) => {
    const instances = await instancesOf(lab, record);
    const foreign = instances.filter(({ state }) => state === 'terminated' || state === 'shutting-down');
    const stopped = instances.filter(({ state }) => state === 'stopped' || state === 'stopping');
    // What can be put back is put back, also when something else has drifted.
    if (stopped.length > 0)
      await lab.startInstances({ instanceIds: stopped.map(({ instanceId }) => instanceId) });
    if (foreign.length > 0 || instances.length < record.targets.length)
      return {
        outcome: 'drifted',
        seen:
          foreign.map(({ instanceId, state }) => `${instanceId} is ${state}`).join('; ') ||
          'an instance is gone',
      };
    return { outcome: stopped.length > 0 ? 'accepted' : 'nothing-to-undo' };
  },
  verify: async (lab, record) => {
    const instances = await instancesOf(lab, record);
    const drifted =
      instances.some(({ state }) => state === 'terminated') || instances.length < record.targets.length;
    const looks = await lookAtAll(lab, record);
    const restored = instances.every(({ state }) => state === 'running') && looks.every(({ back }) => back);
    const seen = inWords(looks);
    return restored && !drifted ? { restored, seen } : { restored: false, drifted, seen };
  },
};
