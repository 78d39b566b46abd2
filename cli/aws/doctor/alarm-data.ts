import {
  type CloudWatchClient,
  type MetricAlarm,
  type MetricDataQuery,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch';
import { calling } from '../../../adapters/aws/calling.ts';
import { periodMs } from './alarm-findings.ts';

/** How much of an alarm's metric there is: periods in the span, and how many of them have data. */
export type MetricData = { readonly periods: number; readonly withData: number; readonly spanMs: number };

const shortestSpanMs = 3 * 3_600_000;
const fewestPeriods = 20;

/** Reads the metric of an alarm as the alarm itself does, for the last hours. */
export const dataOf = (client: CloudWatchClient, alarm: MetricAlarm): Promise<MetricData> =>
  calling(`read the metric of alarm ${alarm.AlarmName}`, async () => {
    const period = periodMs(alarm);
    const spanMs = Math.max(shortestSpanMs, fewestPeriods * period);
    // The period that has just begun has no data yet, and that says nothing.
    const endMs = Math.floor(Date.now() / period) * period;
    const asked = {
      ...{ StartTime: new Date(endMs - spanMs), EndTime: new Date(endMs) },
      MetricDataQueries: queriesOf(alarm),
    };
    const counts = new Map<string, number>();
    for await (const { MetricDataResults = [] } of paginateGetMetricData({ client }, asked))
      for (const { Id = '', Values = [] } of MetricDataResults)
        counts.set(Id, (counts.get(Id) ?? 0) + Values.length);
    return { periods: Math.ceil(spanMs / period), withData: Math.max(0, ...counts.values()), spanMs };
  });

const queriesOf = (alarm: MetricAlarm): MetricDataQuery[] => {
  const { Metrics, Namespace, MetricName, Dimensions, Statistic, ExtendedStatistic, Unit } = alarm;
  if (Metrics !== undefined && Metrics.length > 0) return Metrics;
  const Metric = { Namespace, MetricName, Dimensions };
  const Stat = Statistic ?? ExtendedStatistic;
  return [{ Id: 'm', MetricStat: { Metric, Period: periodMs(alarm) / 1_000, Stat, ...(Unit && { Unit }) } }];
};
