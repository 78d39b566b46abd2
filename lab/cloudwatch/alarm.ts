import type { MetricExpression } from '../../core/documents/metric-expression.ts';
import type { MetricQuery } from '../../core/experiment.ts';

/** The three states of a CloudWatch alarm. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** What a period without data means to an alarm. */
export type TreatMissingData = 'missing' | 'notBreaching' | 'breaching' | 'ignore';

/** The comparisons of a static threshold. */
export type ComparisonOperator =
  | 'GreaterThanThreshold'
  | 'GreaterThanOrEqualToThreshold'
  | 'LessThanThreshold'
  | 'LessThanOrEqualToThreshold';

/** An alarm as PutMetricAlarm takes it. A plain metric is the expression `{kind: 'metric', id}`. */
export type AlarmConfiguration = {
  readonly alarmName: string;
  readonly description: string;
  readonly expression: MetricExpression;
  readonly metrics: Readonly<Record<string, MetricQuery>>;
  /** 10, 20 or 30 s, or a multiple of 60 s. */
  readonly periodMs: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly comparisonOperator: ComparisonOperator;
  readonly threshold: number;
  readonly treatMissingData: TreatMissingData;
  readonly tags: Readonly<Record<string, string>>;
};

/** A composite alarm as PutCompositeAlarm takes it; the rule is in the syntax of CW/alarm-combining. */
export type CompositeAlarmConfiguration = {
  readonly alarmName: string;
  readonly description: string;
  readonly alarmRule: string;
  readonly tags: Readonly<Record<string, string>>;
};

/** Either kind of alarm. */
export type AnyAlarmConfiguration = AlarmConfiguration | CompositeAlarmConfiguration;

/** Whether it is a composite alarm. */
export const isComposite = (
  configuration: AnyAlarmConfiguration,
): configuration is CompositeAlarmConfiguration => 'alarmRule' in configuration;
