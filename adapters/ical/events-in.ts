import { DateTime, IANAZone } from 'luxon';
import { type DateWithTimeZone, expandRecurringEvent, sync, type VEvent } from 'node-ical';
import { merged } from '../../core/calendar-copy.ts';
import { DocumentInvalid } from '../../core/errors.ts';
import type { Span } from '../../core/spans.ts';

// An occurrence that was moved is found by when it would have been.
const marginMs = 100 * 86_400_000;

/**
 * The events of an iCalendar text that overlap a time: repeated ones each time, without those that were excluded or
 * cancelled. Whole days and times without a zone are in `zone`. Throws for what is no whole calendar: half of one looks free.
 */
export const eventsIn = (text: string, zone: string, span: Span): readonly Span[] => {
  const events = parsed(text);
  const wide = { from: new Date(span.fromMs - marginMs), to: new Date(span.toMs + marginMs) };
  const found = events.flatMap((event) =>
    expandRecurringEvent(event, { ...wide, expandOngoing: true }).flatMap((one) =>
      one.event.status === 'CANCELLED'
        ? []
        : [{ fromMs: instantOf(one.start, zone), toMs: instantOf(one.end, zone) }],
    ),
  );
  return merged(found.filter(({ fromMs, toMs }) => fromMs < span.toMs && span.fromMs <= toMs));
};

const parsed = (text: string): readonly VEvent[] => {
  const written = text.match(/^BEGIN:VEVENT\s*$/gm)?.length ?? 0;
  const ended = text.match(/^END:VEVENT\s*$/gm)?.length ?? 0;
  if (!/^\uFEFF?BEGIN:VCALENDAR\s*$/m.test(text) || !/^END:VCALENDAR\s*$/m.test(text) || written !== ended)
    throw new DocumentInvalid('it is no iCalendar text, or not all of one');
  // The parser passes over it, and what is passed over looks free.
  if (/^RDATE[;:]/m.test(text))
    throw new DocumentInvalid('it has dates of repetition (RDATE), which are not read here');
  const events = Object.values(read(text)).filter((one): one is VEvent => one?.type === 'VEVENT');
  const odd = events.find(({ start }) => !(start instanceof Date) || Number.isNaN(start.getTime()));
  if (odd) throw new DocumentInvalid(`the event ${odd.uid} begins at no time that can be read`);
  const zoneless = events.find(({ start, end }) => [start, end].some((date) => isNowhere(date?.tz)));
  if (zoneless) throw new DocumentInvalid(`the event ${zoneless.uid} is in a time zone that nobody knows`);
  return events;
};

const isNowhere = (tz: string | undefined): boolean =>
  tz !== undefined && !IANAZone.isValidZone(tz) && !/^(UTC|GMT)?[+-]\d/.test(tz);

const read = (text: string): ReturnType<typeof sync.parseICS> => {
  try {
    return sync.parseICS(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new DocumentInvalid(`it is no iCalendar text that can be read: ${why}`, { cause });
  }
};

// The parser takes a time without a zone for this machine's own.
const instantOf = (date: DateWithTimeZone & { readonly dateOnly?: true }, zone: string): number => {
  if (date.tz !== undefined && !date.dateOnly) return date.getTime();
  const local = {
    ...{ year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() },
    ...{ hour: date.getHours(), minute: date.getMinutes(), second: date.getSeconds() },
  };
  return DateTime.fromObject(local, { zone }).toMillis();
};
