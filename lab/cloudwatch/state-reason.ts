import type { AlarmConfiguration, AlarmState } from './alarm.ts';
import type { Window } from './alarm-windows.ts';

/** One period as an alarm saw it. */
export type Datapoint = { readonly window: Window; readonly value: number | undefined };

const WORDS = {
  GreaterThanThreshold: 'greater than',
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
} as const;

/** Why an alarm is in a state, in words like CloudWatch's. */
export const stateReason = (
  { comparisonOperator, threshold, evaluationPeriods, treatMissingData }: AlarmConfiguration,
  state: AlarmState,
  range: readonly Datapoint[],
): string => {
  const recent = range.slice(-evaluationPeriods);
  const missing = recent.filter(({ value }) => value === undefined).length;
  if (state === 'INSUFFICIENT_DATA') return `Insufficient Data: ${missing} datapoint(s) were unknown.`;
  const values = recent
    .filter(({ value }) => value !== undefined)
    .map(({ window, value }) => `${value} (${new Date(window.fromMs).toISOString()})`);
  const verb = state === 'ALARM' ? 'Threshold Crossed' : 'Threshold not crossed';
  const treated = missing > 0 ? `; ${missing} missing, treated as [${treatMissingData}]` : '';
  return `${verb}: of the last ${evaluationPeriods} datapoints [${values.join(', ')}]${treated}; bound: ${WORDS[comparisonOperator]} ${threshold}.`;
};

/** The same as data, as in `StateReasonData`. */
export const stateReasonData = (
  { periodMs, threshold, evaluationPeriods }: AlarmConfiguration,
  range: readonly Datapoint[],
  nowMs: number,
): string => {
  const recent = range.slice(-evaluationPeriods);
  return JSON.stringify({
    version: '1.0',
    queryDate: new Date(nowMs).toISOString(),
    startDate: new Date(recent[0]?.window.fromMs ?? nowMs).toISOString(),
    period: periodMs / 1000,
    recentDatapoints: recent.flatMap(({ value }) => (value === undefined ? [] : [value])),
    threshold,
    evaluatedDatapoints: recent.map(({ window, value }) => ({
      timestamp: new Date(window.fromMs).toISOString(),
      ...(value !== undefined && { value }),
    })),
  });
};
