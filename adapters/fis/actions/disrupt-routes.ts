import type { FisAction } from '../actions.ts';

/** `aws:network:route-table-disrupt-cross-region-connectivity`: a route table of FIS's, until it puts the subnets' own back. */
export const disruptRoutes: FisAction = {
  facts: {
    revertClass: 'self-reverting',
    iamEnforced: 'partly',
    resourceType: 'aws:ec2:subnet',
    undo: "stop the experiment: FIS puts the subnets' own route table back",
  },
  targetKey: 'Subnets',
  sight: 'route-tables',
  before: ({ routeTableId = null }) => ({ routeTableId }),
  // FIS makes the table, so its id is not known before.
  after: () => ({ routeTableId: 'one with routes to nowhere, made by FIS' }),
  standing: (now, before) => {
    if (now === undefined) return 'gone';
    if (now.routeTableId === before.routeTableId) return 'before';
    return now.madeByFis === true ? 'after' : 'drifted';
  },
};
