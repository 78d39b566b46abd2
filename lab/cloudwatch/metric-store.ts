import type { MetricQuery } from '../../core/experiment.ts';
import { statisticNamed } from './statistics.ts';

/** A metric's identity: a namespace, a name and an exact set of dimensions, as in CloudWatch. */
export type MetricName = Omit<MetricQuery, 'stat'>;

/** Values by the second they happened in. */
export type MetricStore = {
  add(metric: MetricName, atMs: number, values: readonly number[]): void;
  /** The statistic over `[fromMs, toMs)`; undefined when the metric has no data there. */
  datapoint(query: MetricQuery, fromMs: number, toMs: number): number | undefined;
};

// CloudWatch keeps high-resolution data points for 3 hours (CW/cloudwatch_concepts, "Metrics retention").
const KEPT_SECONDS = 3 * 60 * 60;

/** A store of one-second buckets, kept as long as CloudWatch keeps them. */
export const metricStore = (): MetricStore => {
  const metrics = new Map<string, Map<number, number[]>>();
  return {
    add: (metric, atMs, values) => {
      const key = keyOf(metric);
      const seconds = metrics.get(key) ?? new Map<number, number[]>();
      metrics.set(key, seconds);
      put(seconds, Math.floor(atMs / 1000), values);
    },
    datapoint: (query, fromMs, toMs) => {
      const values = valuesBetween(metrics.get(keyOf(query)), fromMs / 1000, toMs / 1000);
      return values.length === 0 ? undefined : statisticNamed(query.stat)?.(values);
    },
  };
};

const keyOf = ({ namespace, metric, dimensions }: MetricName) =>
  JSON.stringify([namespace, metric, Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);

const put = (seconds: Map<number, number[]>, second: number, values: readonly number[]) => {
  const bucket = seconds.get(second);
  if (bucket !== undefined) {
    bucket.push(...values);
    return;
  }
  seconds.set(second, [...values]);
  // A Map keeps insertion order, and seconds arrive nearly in order: the old ones are in front.
  for (const old of seconds.keys()) {
    if (old >= second - KEPT_SECONDS) break;
    seconds.delete(old);
  }
};

const valuesBetween = (seconds: Map<number, number[]> | undefined, from: number, to: number) => {
  const values: number[] = [];
  if (seconds === undefined) return values;
  for (let second = Math.ceil(from); second < to; second += 1) values.push(...(seconds.get(second) ?? []));
  return values;
};
