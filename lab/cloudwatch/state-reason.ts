import type { AlarmConfiguration, AlarmState, TreatMissingData } from './alarm.ts';
import type { Window } from './alarm-windows.ts';
import { awsTimestamp } from './aws-timestamp.ts';

/** One period as an alarm saw it. */
export type Datapoint = { readonly window: Window; readonly value: number | undefined };

const WORDS = {
  GreaterThanThreshold: 'greater than',
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
} as const;

const TREATED: Readonly<Record<TreatMissingData, string>> = {
  missing: 'Missing',
  notBreaching: 'NonBreaching',
  breaching: 'Breaching',
  ignore: 'Ignored',
};

/** Why an alarm goes from one state to another, in CloudWatch's words (CW/cloudwatch-and-eventbridge). */
export const stateReason = (
  configuration: AlarmConfiguration,
  previous: AlarmState,
  state: AlarmState,
  range: readonly Datapoint[],
): string => {
  const { comparisonOperator, threshold, evaluationPeriods, datapointsToAlarm, treatMissingData } =
    configuration;
  const known = judgedPoints(configuration, range).toReversed();
  const missing = evaluationPeriods - known.length;
  if (state === 'INSUFFICIENT_DATA') return `Insufficient Data: ${datapoints(missing)} unknown.`;
  const treated = `${missing} missing ${datapoints(missing).replace(/^\d+ /, '')} treated as [${TREATED[treatMissingData]}]`;
  if (known.length === 0) {
    return `Threshold Crossed: no datapoints were received for ${periods(evaluationPeriods)} and ${treated}.`;
  }
  const values = known.map(({ window, value = 0 }) => `${decimal(value)} (${shortDate(window.fromMs)})`);
  const most = state === 'ALARM' ? datapointsToAlarm : evaluationPeriods - datapointsToAlarm + 1;
  const verb = `${known.length === 1 ? 'was' : 'were'} ${state === 'ALARM' ? '' : 'not '}${WORDS[comparisonOperator]}`;
  const also = missing > 0 ? ` ${treated}` : '';
  return `Threshold Crossed: ${known.length} out of the last ${evaluationPeriods} datapoints [${values.join(', ')}] ${verb} the threshold (${decimal(threshold)})${also && `;${also}`} (minimum ${most} ${most === 1 ? 'datapoint' : 'datapoints'} for ${previous} -> ${state} transition).`;
};

/** The same as data, as in `StateReasonData`; a metric math alarm has no statistic. */
export const stateReasonData = (
  configuration: AlarmConfiguration,
  range: readonly Datapoint[],
  nowMs: number,
): string => {
  const { periodMs, threshold, expression, metrics, evaluationPeriods } = configuration;
  const recent = range.slice(-evaluationPeriods);
  const statistic = expression.kind === 'metric' ? metrics[expression.id]?.stat : undefined;
  return JSON.stringify({
    version: '1.0',
    queryDate: awsTimestamp(nowMs),
    startDate: awsTimestamp(recent[0]?.window.fromMs ?? nowMs),
    ...(statistic !== undefined && { statistic }),
    period: periodMs / 1000,
    recentDatapoints: recent.flatMap(({ value }) => (value === undefined ? [] : [value])),
    threshold,
    evaluatedDatapoints: recent
      .map(({ window, value }) => ({
        timestamp: awsTimestamp(window.fromMs),
        ...(value !== undefined && { value }),
      }))
      .toReversed(),
  });
};

// The most recent data points there are, as many as the alarm has evaluation periods.
const judgedPoints = ({ evaluationPeriods }: AlarmConfiguration, range: readonly Datapoint[]) =>
  range.filter(({ value }) => value !== undefined).slice(-evaluationPeriods);

const datapoints = (count: number) => (count === 1 ? '1 datapoint was' : `${count} datapoints were`);
const periods = (count: number) => (count === 1 ? '1 period' : `${count} periods`);

/** "50.0", as Java writes numbers. */
const decimal = (value: number) => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** "02/10/19 16:59:00". */
const shortDate = (atMs: number) => {
  const iso = new Date(atMs).toISOString();
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(2, 4)} ${iso.slice(11, 19)}`;
};
