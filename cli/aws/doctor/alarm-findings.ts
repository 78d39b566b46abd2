import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { formatDuration } from '../../../core/duration.ts';
import { bad, type Finding, warn } from '../../finding.ts';
import type { MetricData } from './alarm-data.ts';

/** An alarm of either type, as CloudWatch describes it. */
export type AnyAlarm = MetricAlarm | CompositeAlarm;

/** What the state of an alarm says against a run. */
export const judgeState = (check: string, alarm: AnyAlarm): readonly Finding[] => {
  const { StateValue, StateReason } = alarm;
  const evaluation = 'EvaluationState' in alarm ? alarm.EvaluationState : undefined;
  if (StateValue === 'ALARM')
    return [
      bad(
        check,
        `it is in ALARM: ${StateReason}`,
        'put right what it complains of; a run is refused until then',
      ),
    ];
  if (StateValue !== 'OK')
    return [
      bad(
        check,
        `it has no data to judge by (${StateValue})`,
        'publish its metric, or correct its dimensions',
      ),
    ];
  return evaluation === undefined
    ? []
    : [bad(check, `CloudWatch cannot evaluate it: ${evaluation}`, 'correct its query')];
};

/** What the definition of an alarm says against it as a judge of faults that are observed for so long. */
export const judgeMetric = (check: string, alarm: AnyAlarm, observedMs: number): readonly Finding[] => {
  if ('AlarmRule' in alarm)
    return alarm.AlarmRule?.trim().toUpperCase() === 'FALSE'
      ? [bad(check, 'its rule is FALSE, so it can never go off', 'write a rule that names alarms')]
      : [];
  return [...dimensions(check, alarm), ...tooSlow(check, alarm, observedMs)];
};

// AWS publishes next to nothing without dimensions; a metric of one's own may have none.
const dimensions = (check: string, { Namespace = '', MetricName, Dimensions = [] }: MetricAlarm) =>
  Namespace.startsWith('AWS/') && Dimensions.length === 0
    ? [
        warn(
          check,
          `it watches ${Namespace} ${MetricName} without dimensions, which hardly any service publishes`,
          'name the resource by its dimensions',
        ),
      ]
    : [];

const tooSlow = (check: string, alarm: MetricAlarm, observedMs: number): readonly Finding[] => {
  const { EvaluationPeriods = 1, DatapointsToAlarm = EvaluationPeriods } = alarm;
  const needsMs = periodMs(alarm) * DatapointsToAlarm;
  return needsMs > observedMs
    ? [
        bad(
          check,
          `it needs ${formatDuration(needsMs)} to go off, and the faults are observed for ${formatDuration(observedMs)}`,
          'shorten its period, or lengthen the fault',
        ),
      ]
    : [];
};

/** The period of an alarm in milliseconds: its own, or that of the metrics of its expression. */
export const periodMs = ({ Period, Metrics = [] }: MetricAlarm): number => {
  const periods = Metrics.map((query) => query.Period ?? query.MetricStat?.Period ?? 60);
  return (Period ?? Math.max(60, ...periods)) * 1_000;
};

const fewPercent = 90;

/** What the data of an alarm say against it: what is missing may be taken for good. */
export const judgeData = (
  check: string,
  { TreatMissingData = 'missing' }: MetricAlarm,
  { periods, withData, spanMs }: MetricData,
): readonly Finding[] => {
  const isGood = TreatMissingData === 'notBreaching' || TreatMissingData === 'ignore';
  const percent = (100 * withData) / periods;
  if (withData === 0)
    return [
      warn(
        check,
        `no data in the last ${formatDuration(spanMs)}${isGood ? `, which it takes for good (${TreatMissingData})` : ''}`,
        'check namespace, metric and dimensions: what nobody publishes never goes off',
      ),
    ];
  return isGood && percent < fewPercent
    ? [
        warn(
          check,
          `data in ${Math.round(percent)} % of the last ${formatDuration(spanMs)}, and it takes what is missing for good (${TreatMissingData})`,
          'add a probe that proves traffic: a fault may silence the metric itself',
        ),
      ]
    : [];
};
