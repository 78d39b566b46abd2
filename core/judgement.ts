import type { Bounds, HttpProbe, MetricProbe, Probe, Tolerance } from './experiment.ts';
import type { AlarmChange } from './ports.ts';
import type { Reading } from './run.ts';
import { longestGapMs, silentAfterMs } from './stream.ts';

/** How one probe stands: since when it has been steady without a break, or why it is not. */
export type ProbeStatus = {
  readonly probe: string;
  readonly lastAtMs?: number;
  readonly steadySinceMs?: number;
  /** The tolerance is used up: a reason to stop while a fault is present. */
  readonly breached: boolean;
  readonly reason: string;
};

/** Whether a value is within its bounds. No value is not. */
export const within = (value: number | undefined, { min = -Infinity, max = Infinity }: Bounds): boolean =>
  value !== undefined && value >= min && value <= max;

/** Judges an answer to an HTTP probe: a wrong status, a slow answer and no answer are all bad. */
export const judgeAnswer = (
  probe: HttpProbe,
  answer: { readonly status?: number; readonly latencyMs: number; readonly error?: string },
  atMs: number,
): Reading => {
  const { status, latencyMs, error } = answer;
  const { status: wanted, maxLatencyMs = Infinity } = probe.expect;
  const ok = status !== undefined && wanted.includes(status) && latencyMs <= maxLatencyMs;
  const said = status === undefined ? (error ?? 'no answer') : `HTTP ${status}`;
  const detail = `${said} after ${Math.round(latencyMs)} ms`;
  return { probe: probe.name, atMs, ok, value: latencyMs, detail };
};

/** Judges a value of a metric. A missing one is what the author says it is; a breach unless they say otherwise. */
export const judgeValue = (
  probe: MetricProbe,
  point: { readonly atMs: number; readonly value: number | undefined },
): Reading | undefined => {
  const value = point.value ?? (probe.missingData === 'zero' ? 0 : undefined);
  if (value === undefined && probe.missingData === 'ignore') return undefined;
  const ok = within(value, probe.bounds);
  const detail = value === undefined ? 'no data' : `${value}`;
  return { probe: probe.name, atMs: point.atMs, ok, ...(value !== undefined && { value }), detail };
};

const badIn = (readings: readonly Reading[]) => readings.filter(({ ok }) => !ok).length;

/** The reading that uses up the tolerance: the k-th bad one among the last n. */
export const decidingReading = (
  readings: readonly Reading[],
  { breaches, of }: Tolerance,
  fromMs = -Infinity,
): Reading | undefined =>
  readings.find(
    (reading, index) =>
      reading.atMs >= fromMs &&
      !reading.ok &&
      badIn(readings.slice(Math.max(0, index - of + 1), index + 1)) >= breaches,
  );

/** A running judgement of one probe: each reading in, the status out. Constant work per reading. */
export const follow = (probe: HttpProbe | MetricProbe): ((reading: Reading) => ProbeStatus) => {
  const { breaches, of } = probe.tolerance;
  const longestGap = longestGapMs(probe);
  let recent: Reading[] = [];
  let hold: { sinceMs: number; readings: Reading[] } | undefined;
  let lastAtMs: number | undefined;
  return (reading) => {
    const silent = lastAtMs !== undefined && reading.atMs - lastAtMs > longestGap;
    lastAtMs = Math.max(reading.atMs, lastAtMs ?? reading.atMs);
    recent = [...recent, reading].slice(-of);
    if (silent) hold = undefined;
    if (hold === undefined) hold = reading.ok ? { sinceMs: reading.atMs, readings: [reading] } : undefined;
    else hold.readings = [...hold.readings, reading].slice(-of);
    if (hold !== undefined && badIn(hold.readings) >= breaches) hold = undefined;
    const breached = !reading.ok && badIn(recent) >= breaches;
    return {
      probe: probe.name,
      lastAtMs,
      ...(hold && { steadySinceMs: hold.sinceMs }),
      breached,
      reason: breached
        ? `${badIn(recent)} of the last ${recent.length} readings were bad: ${reading.detail}`
        : reading.detail,
    };
  };
};

/** How a probe stands now, by its readings. Silence is not health. */
export const statusOf = (
  probe: HttpProbe | MetricProbe,
  readings: readonly Reading[],
  nowMs: number,
): ProbeStatus => {
  const judge = follow(probe);
  const status = readings.reduce<ProbeStatus | undefined>((_, reading) => judge(reading), undefined);
  if (status === undefined) return { probe: probe.name, breached: false, reason: 'no reading yet' };
  const silentMs = nowMs - (status.lastAtMs ?? nowMs);
  if (silentMs <= silentAfterMs(probe) || probe.missingData === 'ignore') return status;
  const { steadySinceMs: _, ...silent } = status;
  return { ...silent, breached: true, reason: `no reading for ${Math.round(silentMs / 1000)} s` };
};

/** How an alarm stands now, by its history: OK is steady, everything else is not. */
export const alarmStatus = (probe: string, changes: readonly AlarmChange[]): ProbeStatus => {
  const now = changes.at(-1);
  if (now === undefined) return { probe, breached: true, reason: 'the alarm has no state' };
  const since = changes.findLast(
    (change, index) => change.state === 'OK' && changes[index - 1]?.state !== 'OK',
  );
  const steady = now.state === 'OK' && since ? { steadySinceMs: since.atMs } : {};
  return {
    probe,
    lastAtMs: now.atMs,
    ...steady,
    breached: now.state !== 'OK',
    reason: `${now.state}: ${now.reason}`,
  };
};

/** Since when everything has been steady together; undefined while anything is not. */
export const steadySince = (statuses: readonly ProbeStatus[]): number | undefined => {
  const since = statuses.map(({ steadySinceMs }) => steadySinceMs);
  return since.every((ms) => ms !== undefined) && since.length > 0 ? Math.max(...since) : undefined;
};

/** The probes of one kind. */
export const probesOf = <T extends Probe['type']>(
  probes: readonly Probe[],
  type: T,
): readonly Extract<Probe, { type: T }>[] =>
  probes.filter((probe): probe is Extract<Probe, { type: T }> => probe.type === type);
