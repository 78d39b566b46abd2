import type { Experiment, HttpProbe, MetricProbe, Probe } from '../experiment.ts';
import { follow, judgeValue } from '../judgement.ts';
import type { AlarmChange, Ports } from '../ports.ts';
import type { Reading, Run } from '../run.ts';
import { knownUntilMs, spanMs } from '../stream.ts';
import { httpReadings } from './steady.ts';

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

const always: Span = { fromMs: -Infinity, toMs: Infinity };

/** When every probe of a run has been steady. Of one that cannot be read nothing is known, and anything is possible. */
export const steadySpans = async (
  ports: Ports,
  run: Run,
  { steadyState: { probes } }: Experiment,
): Promise<readonly SteadySpans[]> => {
  const http = await httpReadings(ports, run.runId);
  return Promise.all(
    probes.map(async (probe) => {
      const unknown = { probe: probe.name, known: [], possible: [always], knownUntilMs: -Infinity };
      return spansOf(ports, run, probe, http).catch(() => unknown);
    }),
  );
};

const spansOf = async (
  ports: Ports,
  { createdAtMs }: Run,
  probe: Probe,
  http: readonly Reading[],
): Promise<SteadySpans> => {
  const nowMs = ports.clock.now();
  if (probe.type === 'alarm')
    return spansOfChanges(probe, await ports.alarms.history(probe.alarm, createdAtMs), nowMs);
  if (probe.type === 'http') {
    const readings = http.filter((reading) => reading.probe === probe.name);
    return spansOfReadings(probe, readings, createdAtMs, nowMs);
  }
  const fromMs = createdAtMs - probe.periodMs * probe.tolerance.of;
  const points = await ports.metrics.read(probe, fromMs, nowMs);
  const readings = points.flatMap((point) => judgeValue(probe, point) ?? []);
  return spansOfReadings(probe, readings, fromMs, nowMs);
};

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
  { name }: { readonly name: string },
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
