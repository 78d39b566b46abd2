import type { FisAction } from '../actions.ts';

/** `aws:network:disrupt-connectivity`: a clone of the network ACL that denies, until FIS puts the subnets' own back. */
export const disruptConnectivity: FisAction = {
  facts: {
    revertClass: 'self-reverting',
    iamEnforced: 'yes',
    resourceType: 'aws:ec2:subnet',
    undo: "stop the experiment: FIS puts the subnets' own network ACL back",
  },
  targetKey: 'Subnets',
  sight: 'subnets',
  before: ({ networkAclId = null }) => ({ networkAclId }),
  // FIS makes the clone, so its id is not known before.
  after: () => ({ networkAclId: 'a denying clone, made by FIS' }),
  standing: (now, before) => {
    if (now === undefined) return 'gone';
    if (now.networkAclId === before.networkAclId) return 'before';
    return now.madeByFis === true ? 'after' : 'drifted';
  },
};
