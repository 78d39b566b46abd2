import type { FisAction } from '../actions.ts';

/** `aws:ec2:stop-instances`: FIS starts them again only with `startInstancesAfterDuration`; our undo does in any case. */
export const stopInstances: FisAction = {
  facts: {
    revertClass: 'if-asked',
    iamEnforced: 'yes',
    resourceType: 'aws:ec2:instance',
    undo: 'start the instances again',
  },
  targetKey: 'Instances',
  sight: 'instances',
  before: ({ state = null }) => ({ state }),
  after: () => ({ state: 'stopped' }),
  // What did not run before is not ours to stop, and above all not ours to start again.
  hits: ({ state }) => state === 'running',
  standing: (now) => {
    if (now === undefined || now.state === 'terminated' || now.state === 'shutting-down') return 'gone';
    if (now.state === 'running') return 'before';
    return now.state === 'stopped' ? 'after' : 'between';
  },
};
