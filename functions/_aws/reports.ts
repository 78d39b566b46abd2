import type { Reports } from '../../core/ports.ts';

/** Keeps results. What it takes to is loaded when there is one: an undo does not wait for it. */
export const reports: Reports = {
  save: async (id, result) => (await import('./later/reports.ts')).reports.save(id, result),
};
