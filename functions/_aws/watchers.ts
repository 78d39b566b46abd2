import type { Watchers } from '../../core/ports.ts';

/** Starts what watches HTTP probes; loaded where a run has any. */
export const watchers: Watchers = {
  start: async (runId) => (await import('./later/watchers.ts')).watchers.start(runId),
};
