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
  sight: 'instances',
  before: () => ({ state: 'running' }),
  after: () => ({ state: 'terminated' }),
  // EC2 lists a terminated instance for about an hour. One that it does not list at all proves nothing.
  standing: (now) => {
    if (now === undefined) return 'gone';
    return now.state === 'terminated' || now.state === 'shutting-down' ? 'after' : 'before';
  },
};
