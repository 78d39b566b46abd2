import { finite, type Points } from './math-value.ts';

/** DIFF, DIFF_TIME, RATE or RUNNING_SUM over periods that start at these instants; undefined for another name. */
export const overTime = (name: string, atMs: readonly number[]): ((points: Points) => Points) | undefined => {
  if (name === 'RUNNING_SUM') return runningSum;
  const step = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
  return step && ((points) => steps(points, atMs, step));
};

// Of two neighbouring values, and the seconds between them.
const STEPS: Readonly<Record<string, (difference: number, seconds: number) => number>> = {
  DIFF: (difference) => difference,
  DIFF_TIME: (_, seconds) => seconds,
  RATE: (difference, seconds) => difference / seconds,
};

/** The first value has none before it, so it is dropped. */
const steps = (
  points: Points,
  atMs: readonly number[],
  step: (difference: number, seconds: number) => number,
): Points => {
  let last: { readonly value: number; readonly atMs: number } | undefined;
  return points.map((value, index) => {
    const previous = last;
    const now = atMs[index] ?? 0;
    if (value === undefined) return undefined;
    last = { value, atMs: now };
    return previous && finite(step(value - previous.value, (now - previous.atMs) / 1000));
  });
};

const runningSum = (points: Points): Points => {
  let sum = 0;
  return points.map((value) => {
    if (value === undefined) return undefined;
    sum += value;
    return sum;
  });
};

const SUNDAY = 7;

/** Numbers of a period's start, in UTC; days of the week count from Monday, 1 (CW/using-metric-math). */
export const CALENDAR: Readonly<Record<string, (atMs: number) => number>> = {
  MINUTE: (atMs) => new Date(atMs).getUTCMinutes(),
  HOUR: (atMs) => new Date(atMs).getUTCHours(),
  DAY: (atMs) => new Date(atMs).getUTCDay() || SUNDAY,
  DATE: (atMs) => new Date(atMs).getUTCDate(),
  MONTH: (atMs) => new Date(atMs).getUTCMonth() + 1,
  YEAR: (atMs) => new Date(atMs).getUTCFullYear(),
  EPOCH: (atMs) => Math.floor(atMs / 1000),
};
