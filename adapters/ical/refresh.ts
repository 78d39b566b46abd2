import type { CalendarCopies, CalendarCopy } from '../../core/calendar-copy.ts';
import type { CalendarSource, GuardSources } from '../../core/guard-sources.ts';
import type { Clock } from '../../core/ports.ts';
import { eventsIn } from './events-in.ts';

/** Gives the text of a calendar, from wherever that is. */
export type ReadCalendar = (source: CalendarSource) => Promise<string>;

const day = 86_400_000;
// A plan may look at the next ten occurrences of a weekly schedule.
const aheadMs = 100 * day;

/** What a calendar says now, from yesterday on. */
export const copyOf = async (
  source: CalendarSource,
  readCalendar: ReadCalendar,
  { now }: Pick<Clock, 'now'>,
): Promise<CalendarCopy> => {
  const span = { fromMs: now() - day, toMs: now() + aheadMs };
  const events = eventsIn(await readCalendar(source), source.zone, span);
  return { fetchedAtMs: now(), fromMs: span.fromMs, untilMs: span.toMs, events };
};

/** Fetches every calendar anew; one that fails keeps the copy it has, which grows old. Gives why each of them failed. */
export const refreshCalendars = async (
  { calendars }: Pick<GuardSources, 'calendars'>,
  readCalendar: ReadCalendar,
  copies: Pick<CalendarCopies, 'put'>,
  clock: Pick<Clock, 'now'>,
): Promise<readonly string[]> => {
  const all = Object.entries(calendars);
  const done = await Promise.allSettled(
    all.map(async ([name, source]) => copies.put(name, await copyOf(source, readCalendar, clock))),
  );
  return done.flatMap((one, index) =>
    one.status === 'rejected'
      ? [`${all[index]?.[0]}: ${one.reason instanceof Error ? one.reason.message : one.reason}`]
      : [],
  );
};
