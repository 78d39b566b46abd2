import type { MetricQuery } from '../../core/experiment.ts';
import type { AlarmConfiguration } from './alarm.ts';
import type { StateRecord, Transition } from './alarm-book.ts';
import { formatExpression } from './expression.ts';

/** The `detail` of `CloudWatch Alarm State Change`, field by field as EventBridge delivers it (CW/cloudwatch-and-eventbridge). */
export const alarmEventDetail = ({ configuration, previous, current }: Transition) => ({
  alarmName: configuration.alarmName,
  configuration: {
    ...(configuration.description !== '' && { description: configuration.description }),
    metrics: metricQueries(configuration),
  },
  previousState: stateDetail(previous),
  state: stateDetail(current),
});

const stateDetail = ({ state, reason, reasonData, atMs }: StateRecord) => ({
  value: state,
  reason,
  ...(reasonData !== undefined && { reasonData }),
  // EventBridge writes this one with an offset instead of a Z.
  timestamp: new Date(atMs).toISOString().replace('Z', '+0000'),
});

const metricQueries = ({ expression, metrics, periodMs }: AlarmConfiguration): readonly unknown[] => {
  const alone = expression.kind === 'metric' ? expression.id : undefined;
  const stats = Object.entries(metrics).map(([id, query]) => ({
    id,
    metricStat: metricStat(query, periodMs),
    returnData: id === alone,
  }));
  if (alone !== undefined) return stats.filter(({ id }) => id === alone);
  return [{ id: 'expression', expression: formatExpression(expression), returnData: true }, ...stats];
};

const metricStat = ({ namespace, metric, dimensions, stat }: MetricQuery, periodMs: number) => ({
  metric: { namespace, name: metric, dimensions },
  period: periodMs / 1000,
  stat,
});
