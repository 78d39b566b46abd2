import type { AlarmConfiguration, AlarmState, ComparisonOperator } from './alarm.ts';

/** What the rules of an alarm look at. */
export type AlarmRules = Pick<
  AlarmConfiguration,
  'evaluationPeriods' | 'datapointsToAlarm' | 'comparisonOperator' | 'threshold' | 'treatMissingData'
>;

/**
 * How many of the last data points an evaluation retrieves. CloudWatch says "a higher number than Evaluation
 * Periods" and gives the number for one case only, 5 for 3 (CW/alarms-and-missing-data); two more it is.
 */
export const evaluationRange = (evaluationPeriods: number): number => evaluationPeriods + 2;

const BREACHES: Readonly<Record<ComparisonOperator, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/**
 * The state CloudWatch puts an alarm in that is now in `current`, given the data points of its evaluation range,
 * oldest first, undefined where missing. The rules are those of CW/alarms-and-missing-data.
 */
export const evaluateAlarm = (
  rules: AlarmRules,
  range: readonly (number | undefined)[],
  current: AlarmState,
): AlarmState => {
  const breaches = (value: number) => BREACHES[rules.comparisonOperator](value, rules.threshold);
  const real = range.filter((value) => value !== undefined);
  const needed = real.slice(-rules.evaluationPeriods);
  const breaching = needed.filter(breaches).length;
  const missing = rules.evaluationPeriods - needed.length;

  // With enough real data points, and in any case with enough breaching ones, missing data has no say.
  if (breaching >= rules.datapointsToAlarm) return 'ALARM';
  if (missing === 0) return 'OK';

  if (rules.treatMissingData === 'notBreaching') return 'OK';
  if (rules.treatMissingData === 'breaching') {
    return breaching + missing >= rules.datapointsToAlarm ? 'ALARM' : 'OK';
  }
  if (breaching < needed.length) return 'OK';
  if (rules.treatMissingData === 'ignore') return current;
  if (needed.length === 0) return 'INSUFFICIENT_DATA';
  return isOldEnough(range, rules.datapointsToAlarm) ? 'ALARM' : current;
};

// "Avoiding premature transitions to alarm state": every data point there is breaches, and they are too few. They
// count as an alarm once the oldest of them is as old as Datapoints to Alarm.
const isOldEnough = (range: readonly (number | undefined)[], datapointsToAlarm: number) => {
  const oldest = range.findIndex((value) => value !== undefined);
  return range.length - oldest >= datapointsToAlarm;
};
