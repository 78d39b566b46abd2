import { describe, expect, test } from 'vitest';
import {
  alarmStatus,
  decidingReading,
  follow,
  judgeAnswer,
  judgeValue,
  statusOf,
  steadySince,
  within,
} from '../../core/judgement.ts';
import type { Reading } from '../../core/run.ts';
import { covers, knownUntilMs, withMissing } from '../../core/stream.ts';
import { errorsAlarm, ordersMetric, shopProbe } from '../support/an-experiment.ts';

const shop = shopProbe();
const orders = ordersMetric();

/** Readings a second apart from second 1: `.` is good, `x` is bad, a blank is missing. */
const readings = (pattern: string, everyMs = 1_000): readonly Reading[] =>
  [...pattern].flatMap((mark, index) =>
    mark === ' ' ? [] : [{ probe: 'shop', atMs: (index + 1) * everyMs, ok: mark === '.', detail: mark }],
  );

describe('a value', () => {
  test.each([
    [5, { min: 1, max: 5 }, true],
    [1, { min: 1 }, true],
    [0, { min: 1 }, false],
    [6, { max: 5 }, false],
    [undefined, { max: 5 }, false],
    [Number.NaN, { max: 5 }, false],
  ])('%s within %o is %s', (value, bounds, expected) => {
    expect(within(value, bounds)).toBe(expected);
  });

  test('of a metric is judged by its bounds', () => {
    expect(judgeValue(orders, { atMs: 1, value: 10 })).toMatchObject({ ok: true, value: 10 });
    expect(judgeValue(orders, { atMs: 1, value: 9 })).toMatchObject({ ok: false, detail: '9' });
  });

  test('that is missing is what the author says it is, and a breach by default', () => {
    const missing = { atMs: 1, value: undefined };
    expect(judgeValue(orders, missing)).toMatchObject({ ok: false, detail: 'no data' });
    expect(judgeValue(ordersMetric({ missingData: 'zero' }), missing)).toMatchObject({ ok: false, value: 0 });
    expect(judgeValue(ordersMetric({ missingData: 'ignore' }), missing)).toBeUndefined();
  });
});

describe('an answer', () => {
  test.each([
    [{ status: 200, latencyMs: 10 }, true, 'HTTP 200 after 10 ms'],
    [{ status: 503, latencyMs: 10 }, false, 'HTTP 503 after 10 ms'],
    [{ status: 200, latencyMs: 600 }, false, 'HTTP 200 after 600 ms'],
    [{ latencyMs: 10, error: 'connection refused' }, false, 'connection refused after 10 ms'],
    [{ latencyMs: 1_000 }, false, 'no answer after 1000 ms'],
  ])('%o is good: %s', (answer, ok, detail) => {
    const probe = shopProbe({ expect: { status: [200], maxLatencyMs: 500 } });
    expect(judgeAnswer(probe, answer, 7)).toMatchObject({ ok, detail, atMs: 7 });
  });
});

describe('a tolerance', () => {
  test.each([
    ['..x..x..', undefined],
    ['..xx....', 4_000],
    ['..x.x...', 5_000],
    ['x..x', undefined],
  ])('of two bad readings in three: %s', (pattern, atMs) => {
    expect(decidingReading(readings(pattern), shop.tolerance)?.atMs).toBe(atMs);
  });

  test('is used up only by a reading after the fault began, though earlier ones count', () => {
    expect(decidingReading(readings('xx.....'), shop.tolerance, 3_000)).toBeUndefined();
    expect(decidingReading(readings('.xx....'), shop.tolerance, 3_000)?.atMs).toBe(3_000);
  });
});

describe('a probe that is followed', () => {
  const last = (pattern: string) => {
    const judge = follow(shop);
    return readings(pattern).map(judge).at(-1);
  };

  test('is steady since the first good reading of an unbroken hold', () => {
    expect(last('x..')).toMatchObject({ steadySinceMs: 2_000, breached: false });
    expect(last('.x.')).toMatchObject({ steadySinceMs: 1_000 });
    expect(last('.xx')?.steadySinceMs).toBeUndefined();
    expect(last('.xx.')).toMatchObject({ steadySinceMs: 4_000, breached: false });
  });

  test('is breached by the reading that uses its tolerance up', () => {
    expect(last('.x')).toMatchObject({ breached: false });
    expect(last('.xx')).toMatchObject({ breached: true, reason: '2 of the last 3 readings were bad: x' });
  });

  test('begins its hold again after a silence', () => {
    expect(last('..          .')).toMatchObject({ steadySinceMs: 13_000 });
  });
});

describe('a probe as it stands', () => {
  test('has said nothing yet, which is neither steady nor a breach', () => {
    expect(statusOf(shop, [], 5_000)).toEqual({ probe: 'shop', breached: false, reason: 'no reading yet' });
  });

  test('is breached when it falls silent, unless its author ignores that', () => {
    expect(statusOf(shop, readings('...'), 30_000)).toMatchObject({
      breached: true,
      reason: 'no reading for 27 s',
    });
    expect(statusOf(shop, readings('...'), 30_000).steadySinceMs).toBeUndefined();
    const ignoring = shopProbe({ missingData: 'ignore' });
    expect(statusOf(ignoring, readings('...'), 30_000)).toMatchObject({ steadySinceMs: 1_000 });
  });

  test('is not silent while what it has been declared to wait for may still come', () => {
    const last: Reading = { probe: 'orders', atMs: 0, ok: true, value: 1, detail: '' };
    const late = ordersMetric({ delayMs: 240_000 });
    expect(statusOf(ordersMetric(), [last], 180_001).breached).toBe(true);
    expect(statusOf(late, [last], 420_000).breached).toBe(false);
    expect(statusOf(late, [last], 420_001)).toMatchObject({ breached: true, reason: 'no reading for 420 s' });
  });

  test('is known no further than its last reading', () => {
    const status = { probe: '', breached: false, reason: '', lastAtMs: 60_000 };
    expect(knownUntilMs(shop, status, 90_000)).toBe(60_000);
    expect(knownUntilMs(orders, status, 150_000)).toBe(120_000);
    expect(knownUntilMs(errorsAlarm, status, 90_000)).toBe(90_000);
    expect(knownUntilMs(ordersMetric({ missingData: 'ignore' }), status, 90_000)).toBe(90_000);
    const { lastAtMs: _, ...silent } = status;
    expect(knownUntilMs(shop, silent, 90_000)).toBe(-Infinity);
  });
});

describe('an alarm as it stands', () => {
  const change = (atMs: number, state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA') => ({
    atMs,
    state,
    reason: 'so',
  });

  test('is steady since it became OK', () => {
    const changes = [change(1, 'OK'), change(2, 'ALARM'), change(3, 'OK'), change(4, 'OK')];
    expect(alarmStatus('errors', changes)).toMatchObject({ steadySinceMs: 3, breached: false });
  });

  test.each(['ALARM', 'INSUFFICIENT_DATA'] as const)('is breached by %s', (state) => {
    const status = alarmStatus('errors', [change(1, 'OK'), change(2, state)]);
    expect(status).toMatchObject({ breached: true, reason: `${state}: so` });
    expect(status.steadySinceMs).toBeUndefined();
  });

  test('is breached when it has no state at all', () => {
    expect(alarmStatus('errors', [])).toMatchObject({ breached: true });
  });
});

test('everything is steady since the last of it became so, and nothing is steady alone', () => {
  const status = (steadySinceMs?: number) => ({
    ...{ probe: 'a', breached: false, reason: '' },
    ...(steadySinceMs !== undefined && { steadySinceMs }),
  });
  expect(steadySince([status(1), status(3)])).toBe(3);
  expect(steadySince([status(1), status()])).toBeUndefined();
  expect(steadySince([])).toBeUndefined();
});

describe('a stream of readings', () => {
  test.each([
    ['....................', 0, 20_000, true],
    ['..........          ', 0, 20_000, false],
    ['          ..........', 0, 20_000, false],
    ['....          ......', 0, 20_000, false],
    ['....    ............', 0, 20_000, true],
    ['                    ', 0, 20_000, false],
    ['', 0, 2_000, false],
  ])('%s covers a span from %d to %d: %s', (pattern, fromMs, toMs, expected) => {
    expect(covers(shop, readings(pattern), fromMs, toMs)).toBe(expected);
  });

  test('of a metric speaks for whole periods', () => {
    const minutes = readings('...', 60_000);
    expect(covers(orders, minutes, 60_000, 240_000)).toBe(true);
    expect(covers(orders, minutes, 60_000, 600_000)).toBe(false);
  });

  test('has a bad one wherever one was due and did not come', () => {
    expect(withMissing(shop, readings('.  ..')).map(({ atMs, ok }) => [atMs, ok])).toEqual([
      [1_000, true],
      [2_000, false],
      [3_000, false],
      [4_000, true],
      [5_000, true],
    ]);
    expect(withMissing(shop, [])).toEqual([]);
  });
});
