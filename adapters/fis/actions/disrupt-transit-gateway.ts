import type { FisAction } from '../actions.ts';

/** `aws:network:transit-gateway-disrupt-cross-region-connectivity`: peering attachments without their route table. */
export const disruptTransitGateway: FisAction = {
  facts: {
    revertClass: 'self-reverting',
    iamEnforced: 'partly',
    resourceType: 'aws:ec2:transit-gateway',
    undo: 'stop the experiment: FIS associates the peering attachments with their route tables again',
  },
  targetKey: 'TransitGateways',
  sight: 'transit-gateways',
  before: ({ associations = null }) => ({ associations }),
  after: () => ({ associations: 'without those to the Region' }),
  // Nothing tells FIS's change from another's. We write nothing there, so that no one's is overwritten; it has to be as before.
  standing: (now, before) => {
    if (now === undefined) return 'gone';
    if (now.associations === before.associations) return 'before';
    return now.changing === true ? 'between' : 'after';
  },
};
