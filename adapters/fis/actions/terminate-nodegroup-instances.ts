import type { Image } from '../../../core/run.ts';
import type { FisAction } from '../actions.ts';

/** `aws:eks:terminate-nodegroup-instances`: cannot be undone; the node group's auto-scaling group replaces what is gone. */
export const terminateNodegroupInstances: FisAction = {
  facts: {
    revertClass: 'irreversible',
    iamEnforced: 'partly',
    resourceType: 'aws:eks:nodegroup',
    undo: "irreversible: await the replacement by the node group's auto-scaling group",
  },
  targetKey: 'Nodegroups',
  sight: 'node-groups',
  before: ({ instances = null }) => ({ instances }),
  after: (_state, { parameters }) => ({
    instances: `without ${parameters.instanceTerminationPercentage ?? 'some'} percent of them`,
  }),
  hits: ({ instances }) => instances !== null && instances !== '',
  standing: (now, before) => {
    if (now === undefined) return 'gone';
    const still = namesIn(now);
    return namesIn(before).every((name) => still.includes(name)) ? 'before' : 'after';
  },
};

const namesIn = ({ instances }: Image): readonly string[] => String(instances ?? '').split(', ');
