import { expect, test } from 'vitest';
import type { AlarmState, TreatMissingData } from '../../../lab/cloudwatch/alarm.ts';
import { type AlarmRules, evaluateAlarm, evaluationRange } from '../../../lab/cloudwatch/evaluate-alarm.ts';

// CW/alarms-and-missing-data = "Configuring how CloudWatch alarms treat missing data",
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html

const rules = (change: Partial<AlarmRules>): AlarmRules => ({
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  comparisonOperator: 'GreaterThanThreshold',
  threshold: 1,
  treatMissingData: 'missing',
  ...change,
});

// As the documentation writes data points: 0 within the threshold, X breaching, - missing.
const points = (text: string) =>
  text.split(' ').map((sign) => (sign === '-' ? undefined : sign === 'X' ? 9 : 0));

const treatments: readonly TreatMissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];

// A state no treatment gives by itself, so that "retain" can be told from a decision.
const states = (text: string, datapointsToAlarm: number, current: AlarmState) =>
  treatments.map((treatMissingData) =>
    evaluateAlarm(rules({ datapointsToAlarm, treatMissingData }), points(text), current),
  );

const retain = 'retain';
type Row = readonly [data: string, ...states: readonly [string, string, string, string]];

// CW/alarms-and-missing-data, first table: Evaluation Periods and Datapoints to Alarm are both 3, the range is 5.
const threeOfThree: readonly Row[] = [
  ['0 - X - X', 'OK', 'OK', 'OK', 'OK'],
  ['0 - - - -', 'OK', 'OK', 'OK', 'OK'],
  ['- - - - -', 'INSUFFICIENT_DATA', retain, 'ALARM', 'OK'],
  ['0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['- - X - -', 'ALARM', retain, 'ALARM', 'OK'],
];

// The same page, second table: Datapoints to Alarm is 2.
const twoOfThree: readonly Row[] = [
  ['0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - X -', 'ALARM', retain, 'ALARM', 'OK'],
];

const currents: readonly AlarmState[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];
const withCurrents = (rows: readonly Row[]) =>
  rows.flatMap(([data, ...expected]) => currents.map((current) => ({ data, expected, current })));

test.each(withCurrents(threeOfThree))('3 of 3: $data, in $current', ({ data, expected, current }) => {
  expect(states(data, 3, current)).toEqual(expected.map((state) => (state === retain ? current : state)));
});

test.each(withCurrents(twoOfThree))('2 of 3: $data, in $current', ({ data, expected, current }) => {
  expect(states(data, 2, current)).toEqual(expected.map((state) => (state === retain ? current : state)));
});

// The same page, "Avoiding premature transitions to alarm state".
test.each(['- - - - X', '- - - X -'])('a late breaching data point alone is no alarm yet: %s', (data) => {
  expect(evaluateAlarm(rules({ treatMissingData: 'missing' }), points(data), 'OK')).toBe('OK');
});

test.each(['- - - X 0', '- - X - 0'])('and when the next one is fine it never was: %s', (data) => {
  expect(evaluateAlarm(rules({ treatMissingData: 'missing' }), points(data), 'OK')).toBe('OK');
});

// The same page: "the next time this alarm is evaluated, if the data is still missing it will go to ALARM, as that
// non-breaching data point will no longer be in the evaluation range".
test('missing data breaches once the last good data point has left the range', () => {
  const breaching = rules({ treatMissingData: 'breaching' });
  expect(evaluateAlarm(breaching, points('0 - - - -'), 'OK')).toBe('OK');
  expect(evaluateAlarm(breaching, points('- - - - -'), 'OK')).toBe('ALARM');
});

// The same page: "the number of data points evaluated is equal to the Evaluation Periods … extra data points from
// farther back in the evaluation range are not needed and are ignored".
test('a complete range is judged by its most recent data points only', () => {
  expect(evaluateAlarm(rules({}), points('X X 0 0 0'), 'ALARM')).toBe('OK');
  expect(evaluateAlarm(rules({}), points('0 0 X X X'), 'OK')).toBe('ALARM');
});

test('the range is two data points longer than the evaluation periods', () => {
  expect(evaluationRange(3)).toBe(5);
});

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html, ComparisonOperator:
// "the specified statistic value is used as the first operand".
test.each([
  ['GreaterThanThreshold', [false, false, true]],
  ['GreaterThanOrEqualToThreshold', [false, true, true]],
  ['LessThanThreshold', [true, false, false]],
  ['LessThanOrEqualToThreshold', [true, true, false]],
] as const)('%s compares a value below, at and above the threshold', (comparisonOperator, breaches) => {
  const one = rules({ evaluationPeriods: 1, datapointsToAlarm: 1, threshold: 5, comparisonOperator });
  const judged = [4, 5, 6].map((value) => evaluateAlarm(one, [undefined, undefined, value], 'OK'));
  expect(judged).toEqual(breaches.map((breach) => (breach ? 'ALARM' : 'OK')));
});
