import type { FisAction } from '../actions.ts';

/** `aws:network:disrupt-vpc-endpoint`: a security group without rules in the place of the endpoint's own. */
export const disruptVpcEndpoint: FisAction = {
  facts: {
    revertClass: 'self-reverting',
    iamEnforced: 'yes',
    resourceType: 'aws:ec2:vpc-endpoint',
    undo: 'stop the experiment: FIS gives the endpoint its own security groups back; where FIS could not, we do',
  },
  targetKey: 'VPCEndpoints',
  sight: 'vpc-endpoints',
  before: ({ groups = null }) => ({ groups }),
  after: () => ({ groups: 'one without rules, made by FIS' }),
  // A gateway endpoint has no security groups, so that there is nothing to put in their place.
  hits: ({ groups }) => groups !== null && groups !== '',
  standing: (now, before) => {
    if (now === undefined) return 'gone';
    if (now.groups === before.groups) return 'before';
    return now.madeByFis === true ? 'after' : 'drifted';
  },
};
