import { beliefIn, type CalendarCopies, isOpenBy } from '../../core/calendar-copy.ts';
import { type GuardSources, sourceNamed } from '../../core/guard-sources.ts';
import type { Calendars, Clock } from '../../core/ports.ts';

/** Calendars by name: those that the deployment says are feeds, by their copies; all others as before. */
export const feedCalendars = (
  sources: () => Promise<Pick<GuardSources, 'calendars'>>,
  copies: Pick<CalendarCopies, 'get'>,
  clock: Pick<Clock, 'now'>,
  others: Calendars,
): Calendars => ({
  isOpen: async (name, fromMs, untilMs) => {
    const source = sourceNamed((await sources()).calendars, name);
    if (source === undefined) return others.isOpen(name, fromMs, untilMs);
    return isOpenBy(await copies.get(name), beliefIn(source), { fromMs, toMs: untilMs }, clock.now());
  },
});
