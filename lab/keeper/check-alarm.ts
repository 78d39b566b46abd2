import type { MetricExpression } from '../../core/documents/metric-expression.ts';
import { METRIC_FUNCTIONS, ONLY_ON_AWS } from '../../core/documents/metric-functions.ts';
import type { MetricQuery } from '../../core/experiment.ts';
import { type AlarmConfiguration, isComposite } from '../cloudwatch/alarm.ts';
import type { AlarmBook } from '../cloudwatch/alarm-book.ts';
import { isAlarmPeriod } from '../cloudwatch/alarm-windows.ts';
import { functionsOf, idsOf } from '../cloudwatch/expression.ts';
import { statisticNamed } from '../cloudwatch/statistics.ts';
import { Refusal } from './refusal.ts';

const refuse: (message: string) => never = (message) => {
  throw new Refusal('ValidationError', message);
};

/** Refuses an expression over metrics that are not given, a statistic that does not exist, and what only AWS computes. */
export const checkExpression = (
  expression: MetricExpression,
  metrics: Readonly<Record<string, MetricQuery>>,
): void => {
  for (const id of idsOf(expression)) {
    if (!Object.hasOwn(metrics, id)) refuse(`The expression reads ${id}, which is not among the metrics.`);
  }
  for (const { stat } of Object.values(metrics)) {
    if (statisticNamed(stat) === undefined) refuse(`There is no statistic ${stat}.`);
  }
  for (const name of functionsOf(expression)) {
    if (!Object.hasOwn(METRIC_FUNCTIONS, name)) refuse(`There is no function ${name}.`);
    if (ONLY_ON_AWS.has(name)) refuse(`The lab does not compute ${name}: its data are on AWS only.`);
  }
};

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Refuses what PutMetricAlarm refuses. */
export const checkAlarm = (alarm: AlarmConfiguration, book: AlarmBook): void => {
  const { alarmName, periodMs, evaluationPeriods, datapointsToAlarm } = alarm;
  if (typeof alarmName !== 'string' || alarmName.length === 0) refuse('An alarm needs a name.');
  const known = book.get(alarmName);
  if (known && isComposite(known.configuration)) refuse(`${alarmName} is a composite alarm.`);
  if (!isAlarmPeriod(periodMs)) refuse('The period must be 10, 20 or 30 s, or a multiple of 60 s.');
  if (!(Number.isInteger(evaluationPeriods) && evaluationPeriods >= 1)) {
    refuse('evaluationPeriods must be a whole number of at least 1.');
  }
  if (!(datapointsToAlarm >= 1 && datapointsToAlarm <= evaluationPeriods)) {
    refuse('datapointsToAlarm must be between 1 and evaluationPeriods.');
  }
  // API_PutMetricAlarm, EvaluationPeriods: one day, or seven for periods of an hour and more.
  if (periodMs * evaluationPeriods > (periodMs >= HOUR_MS ? 7 : 1) * DAY_MS) {
    refuse(
      'The period times evaluationPeriods must be at most one day, or seven days for periods of an hour and more.',
    );
  }
  checkExpression(alarm.expression, alarm.metrics);
};
