import type { FisAction } from '../actions.ts';

/** `aws:ec2:reboot-instances`: cannot be undone; EC2 describes an instance that reboots as running throughout. */
export const rebootInstances: FisAction = {
  facts: {
    revertClass: 'irreversible',
    iamEnforced: 'yes',
    resourceType: 'aws:ec2:instance',
    undo: 'irreversible: await the end of the reboot',
  },
  targetKey: 'Instances',
  sight: 'instances',
  before: ({ state = null }) => ({ state }),
  after: () => ({ state: 'rebooted' }),
  standing: (now) => (now === undefined || now.state === 'terminated' ? 'gone' : 'before'),
};
