import type { FaultRecord } from '../../../core/run.ts';
import type { LabClient } from '../../client.ts';
import { LabError } from '../../lab-error.ts';
import type { LabAction } from '../action.ts';
import { instances } from '../resources/instances.ts';
import { idsOf, instancesOf } from './looks.ts';

/** `elbv2/deregister-target`: the load balancer no longer knows an instance that is well. */
export const deregisterTarget: LabAction = {
  facts: {
    revertClass: 'ours',
    iamEnforced: 'partly',
    resourceType: 'aws:ec2:instance',
    undo: 'register the instances again',
  },
  resources: instances,
  before: ({ registered = true }) => ({ registered }),
  after: () => ({ registered: false }),
  inject: async (lab, record) => {
    const targetIds = ours(record);
    if (targetIds.length === 0)
      throw new LabError('InvalidTarget', 'none of the targets is registered', false);
    await lab.deregisterTargets({ targetIds, clientToken: record.token });
  },
  evidence: async (lab, record) => {
    const wanted = ours(record);
    const known = await knownTo(lab, wanted);
    const present = known.length === 0 ? 'yes' : known.length < wanted.length ? 'partly' : 'no';
    return { present, level: 2, seen: inWords(wanted, known) };
  },
  undo: async (lab, record) => {
    const wanted = ours(record);
    const there = (await instancesOf(lab, record)).filter(
      ({ instanceId, state }) =>
        wanted.includes(instanceId) && state !== 'terminated' && state !== 'shutting-down',
    );
    const out = there.filter(({ registered }) => !registered).map(({ instanceId }) => instanceId);
    if (out.length > 0) await lab.registerTargets({ targetIds: out });
    if (there.length < wanted.length) return { outcome: 'drifted', seen: 'an instance is gone' };
    return { outcome: out.length > 0 ? 'accepted' : 'nothing-to-undo' };
  },
  // The load balancer itself is asked, and a target that it knows but finds dead is not back.
  verify: async (lab, record) => {
    const wanted = ours(record);
    const gone = (await instancesOf(lab, record)).filter(({ state }) => state === 'terminated');
    if (gone.length > 0)
      return { restored: false, drifted: true, seen: `${gone[0]?.instanceId} is terminated` };
    const known = await knownTo(lab, wanted);
    const seen = inWords(wanted, known);
    return known.length === wanted.length
      ? { restored: true, seen }
      : { restored: false, drifted: false, seen };
  },
};

// Those that were registered when the before-images were taken: the only ones that this fault takes out.
const ours = (record: FaultRecord): readonly string[] =>
  idsOf({ targets: record.targets.filter(({ arn }) => record.before[arn]?.registered === true) });

const knownTo = async (lab: LabClient, ids: readonly string[]): Promise<readonly string[]> =>
  (await lab.describeTargetHealth()).targets.map(({ targetId }) => targetId).filter((id) => ids.includes(id));

const inWords = (wanted: readonly string[], known: readonly string[]): string =>
  `the load balancer knows ${known.length} of ${wanted.length}: ${wanted.join(', ')}`;
