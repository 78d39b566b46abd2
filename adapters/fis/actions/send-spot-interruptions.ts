import type { FisAction } from '../actions.ts';

/** `aws:ec2:send-spot-instance-interruptions`: cannot be undone; what it has stopped stays stopped, its group replaces it. */
export const sendSpotInterruptions: FisAction = {
  facts: {
    revertClass: 'irreversible',
    iamEnforced: 'yes',
    resourceType: 'aws:ec2:spot-instance',
    undo: 'irreversible: await the replacement by the auto-scaling group',
  },
  targetKey: 'SpotInstances',
  sight: 'instances',
  before: ({ state = null }) => ({ state }),
  after: () => ({ state: 'interrupted' }),
  hits: ({ state }) => state === 'running',
  standing: (now) => {
    if (now === undefined) return 'gone';
    return now.state === 'running' || now.state === 'pending' ? 'before' : 'after';
  },
};
