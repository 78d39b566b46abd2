import type { AlarmProbe, HttpProbe, MetricProbe } from './experiment.ts';
import { follow } from './judgement.ts';
import type { AlarmChange } from './ports.ts';
import type { Reading } from './run.ts';
import { knownUntilMs, spanMs } from './stream.ts';

/** A time of being steady without a break, both ends included. */
export type Span = { readonly fromMs: number; readonly toMs: number };

/** When a probe is known to have been steady, and when it may have been at best: what was not seen may have been good. */
export type SteadySpans = {
  readonly probe: string;
  readonly known: readonly Span[];
  readonly possible: readonly Span[];
  readonly knownUntilMs: number;
  /** What its last bad reading or state said. */
  readonly bad?: string;
};

/** Nothing speaks against any moment. */
export const always: Span = { fromMs: -Infinity, toMs: Infinity };

/** The spans of a probe by its readings, oldest first, of which the first was due at `fromMs`. */
export const spansOfReadings = (
  probe: HttpProbe | MetricProbe,
  readings: readonly Reading[],
  fromMs: number,
  nowMs: number,
): SteadySpans => {
  const last = readings.at(-1);
  const bad = readings.findLast(({ ok }) => !ok)?.detail;
  const known = { probe: probe.name, ...(last && { lastAtMs: last.atMs }) };
  const untilMs = knownUntilMs(probe, known, nowMs);
  return {
    probe: probe.name,
    known: spansIn(probe, readings, untilMs),
    possible: last
      ? upToNow(spansIn(probe, withUnseen(probe, readings, fromMs), Infinity), last.atMs)
      : [always],
    knownUntilMs: untilMs,
    ...(bad !== undefined && { bad }),
  };
};

// A hold that is under way at the end lasts until `untilMs`.
const spansIn = (
  probe: HttpProbe | MetricProbe,
  readings: readonly Reading[],
  untilMs: number,
): readonly Span[] => {
  const judge = follow(probe);
  const ends = new Map<number, number>();
  for (const [index, reading] of readings.entries()) {
    const { steadySinceMs } = judge(reading);
    const toMs = index === readings.length - 1 ? untilMs : reading.atMs + spanMs(probe);
    if (steadySinceMs !== undefined) ends.set(steadySinceMs, toMs);
  }
  return [...ends].map(([fromMs, toMs]) => ({ fromMs, toMs }));
};

// What has not come yet may be good from the moment of the last that has come.
const upToNow = (spans: readonly Span[], lastAtMs: number): readonly Span[] =>
  spans.at(-1)?.toMs === Infinity ? spans : [...spans, { fromMs: lastAtMs, toMs: Infinity }];

/** The same readings, with a good one wherever one was due and did not come. */
const withUnseen = (
  probe: HttpProbe | MetricProbe,
  readings: readonly Reading[],
  fromMs: number,
): readonly Reading[] => {
  const everyMs = probe.type === 'http' ? probe.everyMs : probe.periodMs;
  return readings.flatMap((reading, index) => {
    const beforeMs = readings[index - 1]?.atMs ?? Math.min(fromMs, reading.atMs) - everyMs;
    const missed = Math.max(0, Math.floor((reading.atMs - beforeMs) / everyMs + 0.1) - 1);
    const unseen = (_: unknown, slot: number): Reading => {
      const atMs = beforeMs + (slot + 1) * everyMs;
      return { probe: probe.name, atMs, ok: true, detail: 'not seen' };
    };
    return [...Array.from({ length: missed }, unseen), reading];
  });
};

/** The spans of an alarm by its changes, oldest first: OK is steady, everything else is not. */
export const spansOfChanges = (
  { name }: AlarmProbe,
  changes: readonly AlarmChange[],
  nowMs: number,
): SteadySpans => {
  const bad = changes.findLast(({ state }) => state !== 'OK');
  const isOk = (index: number) => changes[index]?.state === 'OK';
  const turns = changes.filter((_, index) => index === 0 || isOk(index) !== isOk(index - 1));
  const spans = (endMs: number) =>
    turns.flatMap(({ state, atMs }, index) =>
      state === 'OK' ? [{ fromMs: atMs, toMs: turns[index + 1]?.atMs ?? endMs }] : [],
    );
  return {
    probe: name,
    known: spans(nowMs),
    possible: changes.length > 0 ? upToNow(spans(Infinity), nowMs) : [always],
    knownUntilMs: changes.length > 0 ? nowMs : -Infinity,
    ...(bad && { bad: `${bad.state}: ${bad.reason}` }),
  };
};

/** The first moment between two from which everything was steady together for `holdForMs`. */
export const firstHold = (
  all: readonly (readonly Span[])[],
  holdForMs: number,
  notBeforeMs: number,
  notAfterMs: number,
): number | undefined =>
  [notBeforeMs, ...all.flat().map(({ fromMs }) => fromMs)]
    .filter((atMs) => atMs >= notBeforeMs && atMs <= notAfterMs)
    .sort((one, other) => one - other)
    .find((atMs) =>
      all.every((spans) => spans.some(({ fromMs, toMs }) => fromMs <= atMs && toMs >= atMs + holdForMs)),
    );
