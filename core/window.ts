import { DateTime } from 'luxon';
import type { Weekday, Window } from './experiment.ts';
import type { Holidays } from './ports.ts';

/** Whether a window is open, and if not, why. */
export type Openness = { readonly open: true } | { readonly open: false; readonly reason: string };

/** Whether the window is open at a moment. Doubt, such as an unknown zone, is a reason to be closed. */
export const isOpen = (window: Window, atMs: number, holidays: Holidays): Openness => {
  const local = DateTime.fromMillis(atMs, { zone: window.zone });
  if (!local.isValid) return closed(`there is no time zone ${window.zone}`);
  const date = local.toFormat('yyyy-MM-dd');
  const day = DAYS[local.weekday - 1];
  const minute = local.hour * 60 + local.minute;
  if (day === undefined || !window.days.includes(day)) {
    return closed(`closed on ${local.toFormat('cccc', { locale: 'en' })}s (${window.zone})`);
  }
  if (window.closedDates.includes(date)) return closed(`${date} is a closed date`);
  const holiday = window.holidays === undefined ? undefined : holidays.on(window.holidays, date);
  if (holiday !== undefined) return closed(`${date} is a public holiday in ${window.holidays}: ${holiday}`);
  if (minute >= window.fromMinute && minute < window.toMinute) return { open: true };
  const hours = `${clock(window.fromMinute)} to ${clock(window.toMinute)}`;
  return closed(`open from ${hours}, and it is ${local.toFormat('HH:mm')} (${window.zone})`);
};

/** Whether the window stays open from one moment up to another: a run may never leave the window it began in. */
export const staysOpen = (window: Window, fromMs: number, toMs: number, holidays: Holidays): Openness => {
  const atStart = isOpen(window, fromMs, holidays);
  if (!atStart.open) return atStart;
  // Minute by minute, because on the night clocks go back a window may close and open again in between.
  for (let atMs = nextMinute(fromMs); atMs < toMs; atMs = nextMinute(atMs)) {
    if (!isOpen(window, atMs, holidays).open) return closed(leaves(window, atMs, toMs));
  }
  return { open: true };
};

const MINUTE = 60_000;

const nextMinute = (atMs: number) => (Math.floor(atMs / MINUTE) + 1) * MINUTE;

const leaves = ({ zone }: Window, closesMs: number, toMs: number) => {
  const [closes, ends] = [closesMs, toMs].map((atMs) =>
    DateTime.fromMillis(atMs, { zone }).toFormat('yyyy-MM-dd HH:mm'),
  );
  return `the window closes at ${closes} (${zone}), and the run may last until ${ends}`;
};

const closed = (reason: string): Openness => ({ open: false, reason });

const DAYS: readonly Weekday[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const clock = (minute: number) =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
