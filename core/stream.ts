import type { HttpProbe, MetricProbe, Probe } from './experiment.ts';
import type { Reading } from './run.ts';

/** The longest silence between two readings that is still a stream of readings. */
export const longestGapMs = (probe: HttpProbe | MetricProbe): number =>
  probe.type === 'http' ? 5 * probe.everyMs + probe.timeoutMs : 3 * probe.periodMs;

/** The longest time without a new reading after which a stream is silent; a declared delay is none. */
export const silentAfterMs = (probe: HttpProbe | MetricProbe): number =>
  longestGapMs(probe) + (probe.type === 'metric' ? (probe.delayMs ?? 0) : 0);

/** How long a reading speaks for: an answer for its moment, a metric for the period that begins with it. */
export const spanMs = (probe: HttpProbe | MetricProbe): number =>
  probe.type === 'metric' ? probe.periodMs : 0;

/** Up to when a probe is known. What has not come yet may still be anything. */
export const knownUntilMs = (
  probe: Probe,
  { lastAtMs }: { readonly probe: string; readonly lastAtMs?: number },
  nowMs: number,
): number => {
  if (lastAtMs === undefined) return -Infinity;
  if (probe.type === 'alarm' || probe.missingData === 'ignore') return nowMs;
  return lastAtMs + spanMs(probe);
};

/** The readings that say something about a span of time. */
export const about = (
  probe: HttpProbe | MetricProbe,
  readings: readonly Reading[],
  fromMs: number,
  toMs: number,
): readonly Reading[] => readings.filter(({ atMs }) => atMs + spanMs(probe) >= fromMs && atMs <= toMs);

/** The same readings, with a bad one wherever one was due and did not come. */
export const withMissing = (probe: HttpProbe, readings: readonly Reading[]): readonly Reading[] =>
  readings.flatMap((reading, index) => {
    const beforeMs = readings[index - 1]?.atMs ?? reading.atMs;
    const missed = Math.floor((reading.atMs - beforeMs) / probe.everyMs + 0.1) - 1;
    const slots = Array.from({ length: Math.max(0, missed) }, (_, slot): Reading => {
      const atMs = beforeMs + (slot + 1) * probe.everyMs;
      return { probe: probe.name, atMs, ok: false, detail: 'no reading' };
    });
    return [...slots, reading];
  });

/** Whether readings come from a stream that covers a whole span: no gap at either edge nor between. */
export const covers = (
  probe: HttpProbe | MetricProbe,
  readings: readonly Reading[],
  fromMs: number,
  toMs: number,
): boolean => {
  const inside = about(probe, readings, fromMs, toMs);
  const ends = [fromMs, ...inside.map(({ atMs }) => atMs + spanMs(probe))];
  const begins = [...inside.map(({ atMs }) => atMs), toMs];
  const gap = longestGapMs(probe);
  return inside.length > 0 && begins.every((atMs, index) => atMs - (ends[index] ?? fromMs) <= gap);
};
