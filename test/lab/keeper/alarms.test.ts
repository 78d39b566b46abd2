import { expect, test } from 'vitest';
import type { AlarmConfiguration } from '../../../lab/cloudwatch/alarm.ts';
import { metricStore } from '../../../lab/cloudwatch/metric-store.ts';
import { alarms } from '../../../lab/keeper/alarms.ts';
import { eventLog } from '../../../lab/keeper/event-log.ts';
import { albMetric } from '../../../lab/keeper/metrics-feed.ts';
import { SHOP_ALARMS, SHOP_COMPOSITE_ALARMS } from '../../../lab/keeper/shop-alarms.ts';

const MINUTE = 60_000;

const cloudWatch = () => {
  const clock = { ms: 0 };
  const store = metricStore();
  const events = eventLog(() => clock.ms);
  const heard: string[] = [];
  events.follow(0, ({ event: { detail } }) => {
    if ('alarmName' in detail) heard.push(`${detail.alarmName} ${detail.state.value}`);
  });
  const ours = alarms({ now: () => clock.ms, store, completeUntil: () => clock.ms, events });
  return { clock, store, ours, heard };
};

const metricAlarm = (alarmName: string, change: Partial<AlarmConfiguration> = {}): AlarmConfiguration => ({
  alarmName,
  description: 'ours',
  expression: { kind: 'metric', id: 'm' },
  metrics: { m: { namespace: 'Test', metric: 'M', dimensions: {}, stat: 'Sum' } },
  periodMs: MINUTE,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  comparisonOperator: 'GreaterThanThreshold',
  threshold: 1,
  treatMissingData: 'ignore',
  tags: {},
  ...change,
});

const composite = (alarmName: string, alarmRule: string) => ({
  alarmName,
  description: '',
  alarmRule,
  tags: {},
});

/** Minutes of the shop: the share of errors in per cent, and the healthy hosts. */
const live = (minutes: readonly (readonly [errors: number, healthy: number])[]) => {
  const { clock, store, ours, heard } = cloudWatch();
  for (const alarm of SHOP_ALARMS) ours.put(alarm);
  for (const alarm of SHOP_COMPOSITE_ALARMS) ours.putComposite(alarm);
  for (const [errors, healthy] of minutes) {
    store.add(albMetric('RequestCount'), clock.ms, Array(100).fill(1));
    if (errors > 0) store.add(albMetric('HTTPCode_ELB_5XX_Count'), clock.ms, Array(errors).fill(1));
    store.add(albMetric('HealthyHostCount'), clock.ms, [healthy]);
    clock.ms += MINUTE;
    ours.advance();
  }
  return heard.filter((line) => line.startsWith('shop-down'));
};

test.each([
  [
    'errors alone',
    [
      [9, 3],
      [9, 3],
      [9, 3],
    ],
    ['shop-down OK'],
  ],
  [
    'too few hosts alone',
    [
      [0, 1],
      [0, 1],
      [0, 1],
    ],
    ['shop-down OK'],
  ],
  [
    'both, two minutes running',
    [
      [0, 3],
      [9, 1],
      [9, 1],
      [9, 1],
    ],
    ['shop-down OK', 'shop-down ALARM'],
  ],
  [
    'both, and then over',
    [
      [9, 1],
      [9, 1],
      [0, 3],
      [0, 3],
    ],
    ['shop-down OK', 'shop-down ALARM', 'shop-down OK'],
  ],
] as const)('the shop is down: %s', (_, minutes, expected) => {
  expect(live(minutes)).toEqual(expected);
});

test('a rule that does not parse is refused, with the place and what would be right', () => {
  const { ours } = cloudWatch();
  ours.put(metricAlarm('a'));
  expect(() => ours.putComposite(composite('c', 'ALARM(a) AND'))).toThrow(
    /^alarmRule, character 13: the rule ends too early; write ALARM/,
  );
});

// github.com/awsdocs/aws-cloudformation-user-guide/issues/911 has the words.
test('a rule with an alarm that does not exist is refused', () => {
  const { ours } = cloudWatch();
  expect(() => ours.putComposite(composite('c', 'ALARM(a) OR OK(b)'))).toThrow(
    'Could not save the composite alarm as alarms [a, b] in the alarm rule do not exist.',
  );
});

test('an alarm does not change its kind', () => {
  const { ours } = cloudWatch();
  ours.put(metricAlarm('a'));
  ours.putComposite(composite('c', 'ALARM(a)'));
  expect(() => ours.putComposite(composite('a', 'TRUE'))).toThrow('a is a metric alarm.');
  expect(() => ours.put(metricAlarm('c'))).toThrow('c is a composite alarm.');
});

test('an alarm that a composite alarm looks at cannot be deleted; the composite alarm first', () => {
  const { ours } = cloudWatch();
  ours.put(metricAlarm('a'));
  ours.putComposite(composite('c', 'ALARM(a)'));
  ours.putComposite(composite('d', 'ALARM(a)'));
  expect(() => ours.remove(['a'])).toThrow(
    'Cannot delete a as there are composite alarm(s) depending on it.',
  );
  expect(() => ours.remove(['c', 'd'])).toThrow('Only one composite alarm can be deleted at once: c, d.');
  ours.remove(['c']);
  ours.remove(['d']);
  ours.remove(['a']);
  expect([ours.list(), ours.composites()]).toEqual([[], []]);
});

test('of several names the right ones are deleted, and the wrong one is told', () => {
  const { ours } = cloudWatch();
  ours.put(metricAlarm('a'));
  expect(() => ours.remove(['gone', 'a'])).toThrow('There is no alarm gone.');
  expect(ours.list()).toEqual([]);
});

test.each([
  [{ periodMs: 40_000 }, 'The period must be 10, 20 or 30 s, or a multiple of 60 s.'],
  [{ evaluationPeriods: 0 }, 'evaluationPeriods must be a whole number of at least 1.'],
  [{ datapointsToAlarm: 2 }, 'datapointsToAlarm must be between 1 and evaluationPeriods.'],
  [{ evaluationPeriods: 1441 }, /at most one day/],
  [{ periodMs: 60 * MINUTE, evaluationPeriods: 169 }, /seven days/],
  [
    { expression: { kind: 'call', name: 'SEARCH', operands: [] } as const },
    'The lab does not compute SEARCH: its data are on AWS only.',
  ],
])('an alarm with %j is refused', (change, message) => {
  expect(() => cloudWatch().ours.put(metricAlarm('a', change))).toThrow(message);
});

// The AWS CLI's example of describe-alarm-history has these fields, in AlarmHistoryItems[].HistoryData.
test('the history tells what was made of it and how its state changed, in AWS’s shape', () => {
  const { clock, ours } = cloudWatch();
  ours.put(metricAlarm('a'));
  ours.putComposite(composite('c', 'ALARM(a)'));
  clock.ms = 1_000;
  ours.set('a', 'ALARM', 'testing purposes');
  const items = ours.history('c', 0);
  expect(items.map(({ alarmType, type, summary }) => [alarmType, type, summary])).toEqual([
    ['CompositeAlarm', 'ConfigurationUpdate', 'Alarm "c" created'],
    ['CompositeAlarm', 'StateUpdate', 'Alarm updated from INSUFFICIENT_DATA to OK'],
    ['CompositeAlarm', 'StateUpdate', 'Alarm updated from OK to ALARM'],
  ]);
  expect(JSON.parse(items[0]?.data ?? '')).toMatchObject({
    version: '1.0',
    type: 'Create',
    createdAlarm: { alarmName: 'c', alarmRule: 'ALARM(a)', stateValue: 'INSUFFICIENT_DATA' },
  });
  const [, changed] = ours.history('a', 0);
  expect(JSON.parse(changed?.data ?? '')).toEqual({
    version: '1.0',
    oldState: { stateValue: 'INSUFFICIENT_DATA', stateReason: 'Unchecked: Initial alarm creation' },
    newState: { stateValue: 'ALARM', stateReason: 'testing purposes' },
  });
});
