import type { FisAction } from '../actions.ts';

/** `aws:rds:reboot-db-instances`: cannot be undone; with forceFailover the two zones have swapped their parts. */
export const rebootDbInstances: FisAction = {
  facts: {
    revertClass: 'irreversible',
    iamEnforced: 'yes',
    resourceType: 'aws:rds:db',
    undo: 'irreversible, nothing to undo: await that the instance is available and has its standby',
  },
  targetKey: 'DBInstances',
  sight: 'databases',
  before: ({ status = null, zone = null, multiAz = null }) => ({ status, zone, multiAz }),
  after: ({ multiAz = null }, { parameters }) =>
    parameters.forceFailover === 'true'
      ? { status: 'available', zone: 'the other zone', multiAz }
      : { status: 'available', multiAz },
  standing: (now, before) => {
    if (now === undefined) return 'gone';
    return now.status === 'rebooting' || now.zone !== before.zone ? 'after' : 'before';
  },
};
