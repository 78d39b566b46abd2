import {
  type CloudWatchClient,
  type MetricDataResult,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch';
import { ServiceUnavailable, WrongAsAsked } from '../../core/errors.ts';
import type { MetricProbe } from '../../core/experiment.ts';
import type { Metrics } from '../../core/ports.ts';
import { calling } from '../aws/calling.ts';
import { type ProbeQueries, probeQueries } from './metric-queries.ts';

// What is published during a period goes on arriving for a while after it, and a period that is read too early shows less
// than there was. With this a reading is never older than the three periods after which core calls its stream silent.
const settlesWithinMs = (periodMs: number): number => Math.min(periodMs, 60_000);

/**
 * Metrics by GetMetricData, one reading per period of the wall clock's own grid: from the one that `fromMs` is in, to the
 * last that was over long enough before `toMs`, which is taken for now. A period without data has no value.
 */
export const metricReadings = (
  client: CloudWatchClient,
  settleMs: (periodMs: number) => number = settlesWithinMs,
): Metrics => ({
  read: async (probe, fromMs, toMs) => {
    const { periodMs, name, delayMs = settleMs(periodMs) } = probe;
    const firstMs = Math.floor(fromMs / periodMs) * periodMs;
    const endMs = Math.floor((toMs - delayMs) / periodMs) * periodMs;
    if (endMs <= firstMs) return [];
    const asked = probeQueries(probe);
    const values = await calling(`read the metrics of probe ${name}`, () =>
      valuesOf(client, probe, asked, firstMs, endMs),
    );
    return Array.from({ length: (endMs - firstMs) / periodMs }, (_, index) => {
      const atMs = firstMs + index * periodMs;
      return { atMs, value: values.get(atMs) };
    });
  },
});

const valuesOf = async (
  client: CloudWatchClient,
  { name }: MetricProbe,
  { id, queries }: ProbeQueries,
  fromMs: number,
  endMs: number,
): Promise<ReadonlyMap<number, number>> => {
  const range = {
    StartTime: new Date(fromMs),
    EndTime: new Date(endMs),
    ScanBy: 'TimestampAscending' as const,
  };
  const values = new Map<number, number>();
  const series = new Set<string | undefined>();
  for await (const page of paginateGetMetricData({ client }, { ...range, MetricDataQueries: queries })) {
    for (const result of page.MetricDataResults ?? []) {
      if (result.Id !== id) continue;
      series.add(result.Label);
      if (series.size > 1)
        throw new WrongAsAsked(
          `Probe ${name} gives several series, and a probe judges one: join them, as in SUM(…)`,
        );
      keep(values, name, result);
    }
  }
  return values;
};

const keep = (values: Map<number, number>, name: string, result: MetricDataResult): void => {
  const { StatusCode, Messages = [], Timestamps = [], Values = [] } = result;
  // `PartialData` is how every page but the last says that more is to come.
  if (StatusCode !== 'Complete' && StatusCode !== 'PartialData') {
    const why = Messages.map(({ Code, Value }) => `${Code}: ${Value}`).join('; ');
    throw new ServiceUnavailable(`CloudWatch could not compute probe ${name}: ${StatusCode} ${why}`);
  }
  for (const [index, at] of Timestamps.entries()) {
    const value = Values[index];
    if (value !== undefined) values.set(at.getTime(), value);
  }
};
