import { formatDuration } from './duration.ts';
import { ServiceUnavailable } from './errors.ts';
import type { CalendarSource } from './guard-sources.ts';
import type { Span } from './spans.ts';

/** The events of an iCalendar feed as they were when it was fetched, from one moment to another; none overlaps another. */
export type CalendarCopy = {
  readonly fetchedAtMs: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly events: readonly Span[];
};

/** The copies of feeds, by the name of the calendar. */
export type CalendarCopies = {
  get(name: string): Promise<CalendarCopy | undefined>;
  put(name: string, copy: CalendarCopy): Promise<void>;
};

/** Whether a calendar is open from one moment up to another. Throws when its copy is missing, stale or too short to say. */
export const isOpenBy = (
  copy: CalendarCopy | undefined,
  { opens, maxAgeMs }: { readonly opens: boolean; readonly maxAgeMs: number },
  span: Span,
  nowMs: number,
): boolean => {
  if (copy === undefined) throw new ServiceUnavailable('it has never been fetched');
  const ageMs = nowMs - copy.fetchedAtMs;
  if (ageMs > maxAgeMs)
    throw new ServiceUnavailable(
      `it was last fetched ${formatDuration(ageMs)} ago, and is not believed after ${formatDuration(maxAgeMs)}`,
    );
  if (span.fromMs < copy.fromMs || span.toMs > copy.untilMs)
    throw new ServiceUnavailable('nothing is known of it so far from when it was fetched');
  const endMs = Math.max(span.toMs, span.fromMs + 1);
  return opens
    ? copy.events.some(({ fromMs, toMs }) => fromMs <= span.fromMs && endMs <= toMs)
    : !copy.events.some(({ fromMs, toMs }) => fromMs < endMs && span.fromMs < toMs);
};

/** The same time as spans of which none touches another, in order. What takes no time is a millisecond long. */
export const merged = (spans: readonly Span[]): readonly Span[] => {
  const all: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs } of spans.toSorted((one, other) => one.fromMs - other.fromMs)) {
    const last = all.at(-1);
    const endMs = Math.max(toMs, fromMs + 1);
    if (last && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, endMs);
    else all.push({ fromMs, toMs: endMs });
  }
  return all;
};

/** How a calendar's source is to be believed. */
export const beliefIn = ({ opens, maxAge }: CalendarSource) => ({ opens, maxAgeMs: maxAge });
