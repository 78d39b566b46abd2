import type { MetricExpression, MetricOperator } from '../../core/documents/metric-expression.ts';
import type { AlarmConfiguration, CompositeAlarmConfiguration } from '../cloudwatch/alarm.ts';
import { albMetric } from './metrics-feed.ts';

const number = (value: number): MetricExpression => ({ kind: 'number', value });
const orZero = (id: string): MetricExpression => ({
  kind: 'call',
  name: 'FILL',
  operands: [{ kind: 'metric', id }, number(0)],
});
const binary = (left: MetricExpression, op: MetricOperator, right: MetricExpression): MetricExpression => ({
  kind: 'binary',
  operator: op,
  left,
  right,
});
const sum = (metric: string) => ({ ...albMetric(metric), stat: 'Sum' });

/** The alarms the shop's owners have set up. They fire when two instances are gone and stay quiet when one is. */
export const SHOP_ALARMS: readonly AlarmConfiguration[] = [
  {
    alarmName: 'shop-5xx',
    description: 'More than 5 % of the answers are errors, two minutes running.',
    expression: binary(binary(number(100), '*', binary(orZero('elb'), '+', orZero('target'))), '/', {
      kind: 'metric',
      id: 'requests',
    }),
    metrics: {
      elb: sum('HTTPCode_ELB_5XX_Count'),
      target: sum('HTTPCode_Target_5XX_Count'),
      requests: sum('RequestCount'),
    },
    periodMs: 60_000,
    evaluationPeriods: 2,
    datapointsToAlarm: 2,
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 5,
    treatMissingData: 'notBreaching',
    tags: { app: 'shop' },
  },
  {
    alarmName: 'shop-unhealthy-hosts',
    description: 'Fewer than two web instances are in service: one more and the shop is gone.',
    expression: { kind: 'metric', id: 'healthy' },
    metrics: { healthy: { ...albMetric('HealthyHostCount'), stat: 'Minimum' } },
    periodMs: 60_000,
    evaluationPeriods: 2,
    datapointsToAlarm: 2,
    comparisonOperator: 'LessThanThreshold',
    threshold: 2,
    treatMissingData: 'missing',
    tags: { app: 'shop' },
  },
];

/**
 * The alarms on alarms. `shop-down` tells an outage from a bad minute: users get errors, and there are too few
 * instances to serve them. It is in ALARM when both of these are, and OK again as soon as one of them is not.
 */
export const SHOP_COMPOSITE_ALARMS: readonly CompositeAlarmConfiguration[] = [
  {
    alarmName: 'shop-down',
    description: 'Users get errors while fewer than two web instances are in service.',
    alarmRule: 'ALARM("shop-5xx") AND ALARM("shop-unhealthy-hosts")',
    tags: { app: 'shop' },
  },
];
