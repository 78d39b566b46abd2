import type { MetricQuery } from '../../core/experiment.ts';
import { type AlarmConfiguration, type AnyAlarmConfiguration, isComposite } from './alarm.ts';
import type { StateRecord, Transition } from './alarm-book.ts';
import { awsTimestamp } from './aws-timestamp.ts';
import { formatExpression } from './format-expression.ts';

/** The `detail` of `CloudWatch Alarm State Change`, field by field as EventBridge delivers it (CW/cloudwatch-and-eventbridge). */
export const alarmEventDetail = ({ configuration, previous, current }: Transition) => ({
  alarmName: configuration.alarmName,
  configuration: configurationDetail(configuration),
  previousState: stateDetail(previous),
  state: stateDetail(current),
});

const configurationDetail = (configuration: AnyAlarmConfiguration) => ({
  ...(configuration.description !== '' && { description: configuration.description }),
  ...(isComposite(configuration)
    ? { alarmRule: configuration.alarmRule }
    : { metrics: metricQueries(configuration) }),
});

const stateDetail = ({ state, reason, reasonData, atMs }: StateRecord) => ({
  value: state,
  reason,
  ...(reasonData !== undefined && { reasonData }),
  timestamp: awsTimestamp(atMs),
});

/** The metric of a single-metric alarm, or the expression of a metric math alarm and what it reads. */
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
