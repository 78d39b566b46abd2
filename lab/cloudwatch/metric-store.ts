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

// CloudWatch keeps data points of seconds for 3 hours, and then the minutes they make for 15 days
// (CW/cloudwatch_concepts, "Metrics retention"). A day of minutes is what a lab has room for, and what an alarm of
// minutes may look back.
const KEPT_SECONDS = 3 * 60 * 60;
const KEPT_MINUTES = 24 * 60;

/** The values of a metric by the second, and by the minute those of seconds that are no longer kept. */
type Kept = { readonly seconds: Map<number, number[]>; readonly minutes: Map<number, number[]> };

/** A store of one-second buckets, which become minutes when they are old. */
export const metricStore = (): MetricStore => {
  const metrics = new Map<string, Kept>();
  return {
    add: (metric, atMs, values) => {
      const key = keyOf(metric);
      const kept = metrics.get(key) ?? { seconds: new Map(), minutes: new Map() };
      metrics.set(key, kept);
      put(kept, Math.floor(atMs / 1000), values);
    },
    datapoint: (query, fromMs, toMs) => {
      const kept = metrics.get(keyOf(query));
      const values = kept ? valuesBetween(kept, fromMs / 1000, toMs / 1000) : [];
      return values.length === 0 ? undefined : statisticNamed(query.stat)?.(values);
    },
  };
};

const keyOf = ({ namespace, metric, dimensions }: MetricName) =>
  JSON.stringify([namespace, metric, Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);

const put = ({ seconds, minutes }: Kept, second: number, values: readonly number[]) => {
  const isNew = append(seconds, second, values);
  if (!isNew) return;
  // A Map keeps insertion order, and seconds arrive nearly in order: the old ones are in front.
  for (const [old, oldValues] of seconds) {
    if (old >= second - KEPT_SECONDS) break;
    seconds.delete(old);
    append(minutes, Math.floor(old / 60), oldValues);
  }
  for (const old of minutes.keys()) {
    if (old >= second / 60 - KEPT_MINUTES) break;
    minutes.delete(old);
  }
};

/** Whether the bucket is a new one. */
const append = (buckets: Map<number, number[]>, at: number, values: readonly number[]): boolean => {
  const bucket = buckets.get(at);
  if (bucket === undefined) buckets.set(at, [...values]);
  else bucket.push(...values);
  return bucket === undefined;
};

/** Of minutes, only those that lie in the range as a whole: what happened within them is forgotten. */
const valuesBetween = ({ seconds, minutes }: Kept, from: number, to: number) => {
  const values: number[] = [];
  if (minutes.size > 0) {
    for (let minute = Math.ceil(from / 60); (minute + 1) * 60 <= to; minute += 1) {
      values.push(...(minutes.get(minute) ?? []));
    }
  }
  for (let second = Math.ceil(from); second < to; second += 1) values.push(...(seconds.get(second) ?? []));
  return values;
};
