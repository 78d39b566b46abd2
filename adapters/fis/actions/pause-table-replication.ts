import type { FisAction } from '../actions.ts';

/** `aws:dynamodb:global-table-pause-replication`: statements in the table's policy that deny until a time, and end with it. */
export const pauseTableReplication: FisAction = {
  facts: {
    revertClass: 'self-reverting',
    iamEnforced: 'partly',
    resourceType: 'aws:dynamodb:global-table',
    undo: "stop the experiment: FIS takes its statements out of the table's policy; they name the time at which they end",
  },
  targetKey: 'Tables',
  sight: 'table-policies',
  before: ({ paused = null }) => ({ paused }),
  after: () => ({ paused: true }),
  // A table that somebody else's experiment pauses already is not ours to pause.
  hits: ({ paused }) => paused === false,
  standing: (now) => {
    if (now === undefined) return 'gone';
    return now.paused === true ? 'after' : 'before';
  },
};
