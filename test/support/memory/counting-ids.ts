import type { Ids } from '../../../core/ports.ts';

/** Identifiers one can predict, and that sort by time as real ones do. */
export const countingIds = (): Ids => {
  let runs = 0;
  let gameDays = 0;
  let attempts = 0;
  return {
    runId: () => `run-${String(++runs).padStart(6, '0')}`,
    attemptId: () => `attempt-${String(++attempts).padStart(6, '0')}`,
    gameDayId: () => `day-${String(++gameDays).padStart(6, '0')}`,
  };
};
