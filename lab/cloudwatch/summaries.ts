import { finite, type MathValue, type Points, present } from './math-value.ts';

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const mean = (values: readonly number[]) => total(values) / values.length;

/** Of the values there are, and of how many there might have been. */
const SUMMARIES = {
  // "Missing values are treated as 0": DATAPOINT_COUNT is there "for calculating averages of sparse metrics".
  AVG: (values, count) => total(values) / count,
  DATAPOINT_COUNT: (values) => values.length,
  MAX: (values) => values.reduce((most, value) => Math.max(most, value), -Infinity),
  MIN: (values) => values.reduce((least, value) => Math.min(least, value), Infinity),
  STDDEV: (values) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2))),
  SUM: total,
} satisfies Record<string, (values: readonly number[], count: number) => number>;

/** A function that makes one number of a series, and one series of several (CW/using-metric-math). */
export type Summary = keyof typeof SUMMARIES;

/** Whether there is such a function. */
export const isSummary = (name: string): name is Summary => Object.hasOwn(SUMMARIES, name);

/** The summary of a series over `periods` periods, or of several series period by period. */
export const summary = (name: Summary, value: MathValue, periods: number): MathValue => {
  if (value.kind === 'number') return value;
  if (value.kind === 'series') return { kind: 'number', value: summarized(name, value.points) };
  const periodwise = Array.from({ length: periods }, (_, index) =>
    summarized(
      name,
      value.items.map(({ points }) => points[index]),
    ),
  );
  return { kind: 'series', points: periodwise };
};

/** The summary of the values there are; undefined when there is none. */
export const summarized = (name: Summary, points: Points): number | undefined => {
  const values = present(points);
  return values.length === 0 ? undefined : finite(SUMMARIES[name](values, points.length));
};
