import type { MetricExpression } from '../../core/documents/metric-expression.ts';
import type { MetricQuery } from '../../core/experiment.ts';
import type { AlarmConfiguration } from '../cloudwatch/alarm.ts';
import { isAlarmPeriod } from '../cloudwatch/alarm-windows.ts';
import { idsOf } from '../cloudwatch/expression.ts';
import { statisticNamed } from '../cloudwatch/statistics.ts';
import { Refusal } from './refusal.ts';

const refuse: (message: string) => never = (message) => {
  throw new Refusal('ValidationError', message);
};

/** Refuses an expression over metrics that are not given, or a statistic that does not exist. */
export const checkExpression = (
  expression: MetricExpression,
  metrics: Readonly<Record<string, MetricQuery>>,
): void => {
  for (const id of idsOf(expression)) {
    const query = Object.hasOwn(metrics, id) ? metrics[id] : undefined;
    if (query === undefined) refuse(`The expression reads ${id}, which is not among the metrics.`);
    if (statisticNamed(query.stat) === undefined) refuse(`There is no statistic ${query.stat}.`);
  }
};

/** Refuses what PutMetricAlarm refuses. */
export const checkAlarm = (alarm: AlarmConfiguration): void => {
  const { alarmName, periodMs, evaluationPeriods, datapointsToAlarm } = alarm;
  if (typeof alarmName !== 'string' || alarmName.length === 0) refuse('An alarm needs a name.');
  if (!isAlarmPeriod(periodMs)) refuse('The period must be 10, 20 or 30 s, or a multiple of 60 s.');
  if (!(Number.isInteger(evaluationPeriods) && evaluationPeriods >= 1)) {
    refuse('evaluationPeriods must be a whole number of at least 1.');
  }
  if (!(datapointsToAlarm >= 1 && datapointsToAlarm <= evaluationPeriods)) {
    refuse('datapointsToAlarm must be between 1 and evaluationPeriods.');
  }
  checkExpression(alarm.expression, alarm.metrics);
};
