import type { AnyAlarmConfiguration } from '../cloudwatch/alarm.ts';
import { evaluateSeries } from '../cloudwatch/expression.ts';
import { mathInput } from '../cloudwatch/math-input.ts';
import type { MetricStore } from '../cloudwatch/metric-store.ts';
import type { AlarmOf, LabOperations, MetricPoint } from './api.ts';
import { checkExpression } from './check-alarm.ts';
import type { Operations } from './operations.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

type CloudWatch = Pick<Operations, Extract<keyof Operations, `cloudwatch/${string}`>>;
type MetricDataQuery = LabOperations['cloudwatch/GetMetricData']['input'];

/** CloudWatch. */
export const cloudWatchOperations = ({
  monitoring: { alarms, store, completeUntil },
}: World): CloudWatch => ({
  'cloudwatch/GetMetricData': (query) => {
    checkQuery(query);
    return { points: points(store, query), completeUntilMs: completeUntil() };
  },
  'cloudwatch/PutMetricAlarm': (configuration) => alarms.put(configuration),
  'cloudwatch/PutCompositeAlarm': (configuration) => alarms.putComposite(configuration),
  'cloudwatch/DescribeAlarms': (input) => {
    const types = input.alarmTypes ?? ['MetricAlarm'];
    return {
      alarms: types.includes('MetricAlarm') ? alarms.list().filter(asked(input)) : [],
      compositeAlarms: types.includes('CompositeAlarm') ? alarms.composites().filter(asked(input)) : [],
    };
  },
  'cloudwatch/DescribeAlarmHistory': ({ alarmName, fromMs = 0 }) => ({
    items: alarms.history(alarmName, fromMs),
  }),
  'cloudwatch/DeleteAlarms': ({ alarmNames }) => {
    alarms.remove(alarmNames);
    return {};
  },
  'cloudwatch/SetAlarmState': ({ alarmName, state, reason }) => {
    alarms.set(alarmName, state, reason);
    return {};
  },
});

type Asked = LabOperations['cloudwatch/DescribeAlarms']['input'];

const asked =
  ({ alarmNames, alarmNamePrefix = '', stateValue }: Asked) =>
  ({ configuration: { alarmName }, state }: AlarmOf<AnyAlarmConfiguration>): boolean =>
    (alarmNames?.includes(alarmName) ?? true) &&
    alarmName.startsWith(alarmNamePrefix) &&
    (stateValue === undefined || state === stateValue);

// GetMetricData returns at most 100,800 data points in one answer.
const MOST_POINTS = 100_800;

const checkQuery = ({ expression, metrics, periodMs, fromMs, toMs }: MetricDataQuery) => {
  checkExpression(expression, metrics);
  // API_MetricStat, Period: "For metrics with … high resolution, the period can be 1, 5, 10, 20, 30, 60, …".
  const highResolution = [1_000, 5_000, 10_000, 20_000, 30_000].includes(periodMs);
  if (!(highResolution || (periodMs > 0 && periodMs % 60_000 === 0))) {
    throw new Refusal('ValidationError', 'The period must be 1, 5, 10, 20 or 30 s, or a multiple of 60 s.');
  }
  if (!(toMs > fromMs && (toMs - fromMs) / periodMs <= MOST_POINTS)) {
    throw new Refusal('ValidationError', 'toMs must be after fromMs, and the range not too long.');
  }
};

// Periods are aligned to the clock, so a range may begin in the middle of one: that one is given whole.
const points = (store: MetricStore, query: MetricDataQuery): MetricPoint[] => {
  const { expression, metrics, periodMs, fromMs, toMs } = query;
  const first = Math.floor(fromMs / periodMs);
  const count = Math.ceil(toMs / periodMs) - first;
  const windows = Array.from({ length: count }, (_, index) => {
    const atMs = (first + index) * periodMs;
    return { fromMs: atMs, toMs: atMs + periodMs };
  });
  const values = evaluateSeries(expression, mathInput(store, metrics, periodMs, windows));
  return windows.map(({ fromMs: atMs }, index) => ({ atMs, value: values[index] ?? null }));
};
