import { trimmedStatistic } from './trimmed-statistics.ts';

/** Reduces the values of a period, of which there is at least one; undefined where the statistic has none. */
export type Statistic = (values: readonly number[]) => number | undefined;

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

const SIMPLE: Readonly<Record<string, Statistic>> = {
  Sum: total,
  Average: (values) => total(values) / values.length,
  Minimum: (values) => values.reduce((least, value) => Math.min(least, value), Infinity),
  Maximum: (values) => values.reduce((most, value) => Math.max(most, value), -Infinity),
  SampleCount: (values) => values.length,
};

/** The statistic of that name in CW/Statistics-definitions (`Sum`, `p99.9`, `TM(2%:98%)`), or undefined when there is none. */
export const statisticNamed = (name: string): Statistic | undefined => {
  const simple = Object.hasOwn(SIMPLE, name) ? SIMPLE[name] : undefined;
  if (simple !== undefined) return simple;
  const percent = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(name)?.[1];
  const ranked = percent === undefined ? trimmedStatistic(name) : percentile(Number(percent));
  return ranked && ((values) => (values.some((value) => value < 0) ? undefined : ranked(values)));
};

// Nearest rank: always a value that was measured, so an extreme survives. CloudWatch does not publish its method.
const percentile =
  (percent: number): Statistic =>
  (values) => {
    const sorted = values.toSorted((a, b) => a - b);
    const rank = Math.max(1, Math.ceil((percent * sorted.length) / 100 - ROUNDING));
    return sorted[rank - 1];
  };

// 99.9 % of 1000 is 999, also where the machine has a trifle more.
const ROUNDING = 1e-9;
