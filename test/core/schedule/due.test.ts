import { describe, expect, test } from 'vitest';
import type { Schedule } from '../../../core/experiment.ts';
import type { DeployedSchedule } from '../../../core/fronts.ts';
import { dueNow, jitterMs } from '../../../core/schedule/due.ts';

const [minute, hour] = [60_000, 3_600_000];
const midnight = Date.parse('2026-12-01T00:00:00Z');
const hourly = (fields: Partial<Schedule> = {}, more: Partial<DeployedSchedule> = {}): DeployedSchedule => ({
  ...{ kind: 'Experiment', name: 'shop' },
  schedule: { expression: 'cron(0 * * * ? *)', zone: 'UTC', ...fields },
  ...more,
});

describe('what is due', () => {
  test('is what has fallen due since all was seen to, and then nothing', () => {
    const nowMs = midnight + minute;
    expect(dueNow(hourly(), midnight - minute, nowMs)).toEqual({ atMs: [midnight], untilMs: nowMs });
    expect(dueNow(hourly(), midnight, nowMs)).toEqual({ atMs: [], untilMs: nowMs });
    expect(dueNow(hourly(), midnight - minute, midnight)).toMatchObject({ atMs: [midnight] });
    expect(dueNow(hourly(), midnight - minute, midnight - 1)).toMatchObject({ atMs: [] });
  });

  test('is what was missed too, but not more of it than anybody reads', () => {
    const nowMs = midnight + 100 * hour;
    const { atMs, untilMs } = dueNow(hourly(), midnight, nowMs);
    expect(atMs).toHaveLength(21);
    expect(atMs.at(-1)).toBe(nowMs);
    expect(atMs.at(0)).toBe(nowMs - 20 * hour);
    expect(untilMs).toBe(nowMs);
  });

  test('is nothing while it is paused, and nothing of before clocks were put back', () => {
    const paused = hourly({}, { paused: { by: 'ana', atMs: 0 } });
    expect(dueNow(paused, midnight - minute, midnight + hour)).toEqual({
      atMs: [],
      untilMs: midnight - minute,
    });
    expect(dueNow(hourly(), midnight + hour, midnight)).toEqual({ atMs: [], untilMs: midnight });
  });

  test('is nothing of what was missed more than a week ago', () => {
    const daily = hourly({ expression: 'cron(0 0 * * ? *)' });
    expect(dueNow(daily, midnight - 30 * 24 * hour, midnight).atMs).toHaveLength(7);
  });

  test('is nothing after the end of a schedule', () => {
    expect(dueNow(hourly({ endMs: midnight - 1 }), midnight - minute, midnight + hour).atMs).toEqual([]);
  });

  test('waits for its place in the flexible window, and what comes after it waits too', () => {
    const flexible = hourly({ flexibleWindowMs: 30 * minute });
    const startsMs = midnight + jitterMs(flexible, midnight);
    expect(startsMs).toBeGreaterThan(midnight);
    expect(startsMs).toBeLessThan(midnight + 30 * minute);
    expect(dueNow(flexible, midnight - minute, startsMs - 1)).toEqual({ atMs: [], untilMs: midnight - 1 });
    expect(dueNow(flexible, midnight - 1, startsMs)).toEqual({ atMs: [midnight], untilMs: startsMs });
  });

  test('starts in many places of a flexible window', () => {
    const flexible = hourly({ flexibleWindowMs: 30 * minute });
    const places = Array.from({ length: 200 }, (_, n) => jitterMs(flexible, midnight + n * hour));
    expect(Math.min(...places)).toBeLessThan(2 * minute);
    expect(Math.max(...places)).toBeGreaterThan(28 * minute);
    expect(jitterMs(hourly(), midnight)).toBe(0);
  });
});
