import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { MetricProbe } from '../../core/experiment.ts';

/** A probe as GetMetricData and PutMetricAlarm take it: exactly one query returns data. */
export type ProbeQueries = { readonly id: string; readonly queries: MetricDataQuery[] };

/** The queries of a probe. An expression that is only a metric's id is that metric: no math is asked for. */
export const probeQueries = ({ expression, metrics, periodMs }: MetricProbe): ProbeQueries => {
  const only = Object.hasOwn(metrics, expression.trim()) ? expression.trim() : undefined;
  const queries = Object.entries(metrics)
    .filter(([id]) => only === undefined || id === only)
    .map(
      ([Id, { namespace, metric, dimensions, stat }]): MetricDataQuery => ({
        Id,
        MetricStat: {
          Metric: {
            Namespace: namespace,
            MetricName: metric,
            Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
          },
          Period: periodMs / 1_000,
          Stat: stat,
        },
        ReturnData: Id === only,
      }),
    );
  if (only !== undefined) return { id: only, queries };
  const id = freeId(metrics);
  return { id, queries: [...queries, { Id: id, Expression: expression, ReturnData: true }] };
};

const freeId = (metrics: MetricProbe['metrics'], id = 'probe'): string =>
  Object.hasOwn(metrics, id) ? freeId(metrics, `${id}_`) : id;
