/** Reduces the values of a period; never called with none. */
export type Statistic = (values: readonly number[]) => number;

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

const SIMPLE: Readonly<Record<string, Statistic>> = {
  Sum: total,
  Average: (values) => total(values) / values.length,
  Minimum: (values) => values.reduce((least, value) => Math.min(least, value), Infinity),
  Maximum: (values) => values.reduce((most, value) => Math.max(most, value), -Infinity),
  SampleCount: (values) => values.length,
};

/** The statistic of that CloudWatch name (`Sum`, `p99`, `p99.9`), or undefined when there is none. */
export const statisticNamed = (name: string): Statistic | undefined => {
  const simple = Object.hasOwn(SIMPLE, name) ? SIMPLE[name] : undefined;
  if (simple !== undefined) return simple;
  const percent = /^p(\d{1,2}(?:\.\d+)?|100)$/.exec(name)?.[1];
  return percent === undefined ? undefined : percentile(Number(percent));
};

// Nearest rank: always a value that was measured, so an extreme survives. CloudWatch does not publish its method.
const percentile =
  (percent: number): Statistic =>
  (values) => {
    const sorted = values.toSorted((a, b) => a - b);
    const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
    return sorted[rank - 1] ?? Number.NaN;
  };
