import { sha256Hex } from '../../core/chain.ts';

/** What the names of all dead men begin with; roles are written for it. */
export const deadManPrefix = 'dead-man-';

// https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html: 1 to 64 of these.
const allowed = /^[0-9a-zA-Z_.-]{1,64}$/;

/** The name of a run's schedule, always the same; a run id that is no name in Scheduler has a hash in its place. */
export const scheduleName = (runId: string): string => {
  const name = `${deadManPrefix}${runId}`;
  return allowed.test(name) ? name : `${deadManPrefix}${sha256Hex(runId).slice(0, 40)}`;
};
