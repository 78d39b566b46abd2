import { Cron } from 'croner';
import type { Parsed } from '../parsed.ts';
import { cronFields } from './cron-fields.ts';

/** The local times of a cron, each as if its wall clock were UTC's. */
export type WallTimes = {
  /** The next one after this; undefined where none comes any more. */
  after(wallMs: number): number | undefined;
};

/** The times of a cron of EventBridge Scheduler; the text is what its parentheses enclose. */
export const parseCron = (inside: string): Parsed<WallTimes> => {
  const fields = cronFields(inside);
  if (!fields.ok) return fields;
  const times = wallTimes(fields.value);
  return times.after(firstMs) === undefined
    ? { ok: false, message: 'never comes: no year has such a date', fix: 'write a date that exists' }
    : { ok: true, value: times };
};

// https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html: years 1970 to 2199.
const firstMs = -1_000;

// croner's own daylight saving time is another one than Scheduler's, so it is only asked about clocks that have none.
const wallTimes = (fields: readonly string[]): WallTimes => {
  const cron = new Cron(['0', ...fields].join(' '), {
    mode: '7-part',
    timezone: 'UTC',
    alternativeWeekdays: true,
    sloppyRanges: true,
    paused: true,
  });
  return { after: (wallMs) => cron.nextRun(new Date(Math.max(wallMs, firstMs)))?.getTime() };
};
