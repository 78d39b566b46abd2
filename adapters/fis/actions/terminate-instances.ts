import type { FisAction } from '../actions.ts';

/** `aws:ec2:terminate-instances`: cannot be undone; the auto-scaling group replaces what is gone. */
export const terminateInstances: FisAction = {
  facts: {
    revertClass: 'irreversible',
    iamEnforced: 'yes',
    resourceType: 'aws:ec2:instance',
    undo: 'irreversible: await the replacement by the auto-scaling group',
  },
  targetKey: 'Instances',
  before: () => ({ state: 'running' }),
  after: () => ({ state: 'terminated' }),
  // EC2 forgets a terminated instance within the hour.
  standing: (now) =>
    now === undefined || now.state === 'terminated' || now.state === 'shutting-down' ? 'after' : 'before',
};
