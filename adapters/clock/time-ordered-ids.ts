import { ulid } from 'ulid';
import type { Clock, Ids } from '../../core/ports.ts';

/** Identifiers that sort by time: ULIDs, in lower case as Step Functions' names are read by people. */
export const timeOrderedIds = (clock: Pick<Clock, 'now'>): Ids => {
  const next = () => ulid(clock.now()).toLowerCase();
  return { runId: () => `run-${next()}`, gameDayId: () => `day-${next()}`, attemptId: next };
};
