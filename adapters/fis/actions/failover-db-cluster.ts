import type { FisAction } from '../actions.ts';

/** `aws:rds:failover-db-cluster`: cannot be undone; another member is the writer. */
export const failoverDbCluster: FisAction = {
  facts: {
    revertClass: 'irreversible',
    iamEnforced: 'yes',
    resourceType: 'aws:rds:cluster',
    undo: 'irreversible, nothing to undo: await that the cluster and its members are available',
  },
  targetKey: 'Clusters',
  sight: 'clusters',
  before: ({ status = null, writer = null }) => ({ status, writer }),
  after: () => ({ status: 'available', writer: 'another member' }),
  standing: (now, before) => {
    if (now === undefined) return 'gone';
    if (now.status === 'failing-over') return 'after';
    if (now.writer === null) return 'between';
    return now.writer === before.writer ? 'before' : 'after';
  },
};
