import { expect, test } from 'vitest';
import { evaluatedEveryMs, isAlarmPeriod, windowsUntil } from '../../../lab/cloudwatch/alarm-windows.ts';

// CW/alarm-evaluation = https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html

const MINUTE = 60_000;

// "For any period of one minute or longer, an alarm is evaluated every minute"; "if the alarm period is 10 seconds,
// 20 seconds, or 30 seconds, the alarm is evaluated every 10 seconds" (CW/alarm-evaluation).
test.each([
  [10_000, 10_000],
  [20_000, 10_000],
  [30_000, 10_000],
  [MINUTE, MINUTE],
  [5 * MINUTE, MINUTE],
])('an alarm with a period of %i ms is evaluated every %i ms', (periodMs, everyMs) => {
  expect(evaluatedEveryMs(periodMs)).toBe(everyMs);
});

// "If the Period is 5 minutes and Evaluation Periods is 1, then at the end of minute 5 the alarm evaluates based on
// data from minutes 1 to 5. Then at the end of minute 6, … from minutes 2 to 6" (CW/alarm-evaluation).
test('a five-minute window slides by a minute', () => {
  expect(windowsUntil(5 * MINUTE, 5 * MINUTE, 1)).toEqual([{ fromMs: 0, toMs: 5 * MINUTE }]);
  expect(windowsUntil(6 * MINUTE, 5 * MINUTE, 1)).toEqual([{ fromMs: MINUTE, toMs: 6 * MINUTE }]);
});

test('a minute that is not over is not looked at', () => {
  expect(windowsUntil(3.9 * MINUTE, MINUTE, 2)).toEqual([
    { fromMs: MINUTE, toMs: 2 * MINUTE },
    { fromMs: 2 * MINUTE, toMs: 3 * MINUTE },
  ]);
});

test('a thirty-second window slides by ten', () => {
  expect(windowsUntil(74_000, 30_000, 1)).toEqual([{ fromMs: 40_000, toMs: 70_000 }]);
});

// "Valid values are 10, 20, 30, and any multiple of 60" (PutMetricAlarm, Period).
test.each([
  [10_000, true],
  [20_000, true],
  [30_000, true],
  [60_000, true],
  [180_000, true],
  [1_000, false],
  [40_000, false],
  [90_000, false],
  [0, false],
])('a period of %i ms is accepted: %s', (periodMs, accepted) => {
  expect(isAlarmPeriod(periodMs)).toBe(accepted);
});
