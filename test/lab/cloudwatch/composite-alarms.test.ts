import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AlarmConfiguration, AlarmState } from '../../../lab/cloudwatch/alarm.ts';
import { alarmBook } from '../../../lab/cloudwatch/alarm-book.ts';
import { alarmEventDetail } from '../../../lab/cloudwatch/alarm-event.ts';
import { metricStore } from '../../../lab/cloudwatch/metric-store.ts';

const metricAlarm = (alarmName: string): AlarmConfiguration => ({
  alarmName,
  description: '',
  expression: { kind: 'metric', id: 'm' },
  metrics: { m: { namespace: 'Test', metric: 'M', dimensions: {}, stat: 'Sum' } },
  periodMs: 60_000,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  comparisonOperator: 'GreaterThanThreshold',
  threshold: 1,
  treatMissingData: 'ignore',
  tags: {},
});

const composite = (alarmName: string, alarmRule: string) => ({
  alarmName,
  description: '',
  alarmRule,
  tags: {},
});
const arnOf = (name: string) => `arn:aws:cloudwatch:us-east-1:123456789012:alarm:${name}`;

const bookOf = (...names: string[]) => {
  const book = alarmBook(metricStore(), arnOf);
  for (const name of names) book.put(metricAlarm(name), 0);
  return book;
};

// "When this operation creates an alarm, the alarm state is immediately set to INSUFFICIENT_DATA. The alarm is then
// evaluated and its state is set appropriately" (API_PutCompositeAlarm).
test('a composite alarm is evaluated as soon as it is put', () => {
  const book = bookOf('a');
  const [created] = book.put(composite('both', 'NOT ALARM(a)'), 5);
  expect(created).toMatchObject({
    previous: { state: 'INSUFFICIENT_DATA', reason: 'Unchecked: Initial alarm creation' },
    current: { state: 'ALARM', reason: `${arnOf('both')} was created and its alarm rule evaluates to ALARM` },
  });
  const [updated] = book.put(composite('both', 'FALSE'), 6);
  expect(updated?.current.reason).toBe(`${arnOf('both')} was updated and its alarm rule evaluates to OK`);
});

test('it follows the alarms it looks at, at once, and through other composite alarms', () => {
  const book = bookOf('a', 'b');
  book.put(composite('both', 'ALARM(a) AND ALARM(b)'), 1);
  book.put(composite('calm', 'NOT ALARM(both)'), 2);
  expect(book.set('a', 'ALARM', 'a drill', 3).map((change) => change.configuration.alarmName)).toEqual(['a']);
  const changes = book.set('b', 'ALARM', 'a drill', 4);
  expect(changes.map(({ configuration, current }) => [configuration.alarmName, current.state])).toEqual([
    ['b', 'ALARM'],
    ['both', 'ALARM'],
    ['calm', 'OK'],
  ]);
});

test('an alarm above two that change is evaluated once, after both', () => {
  const book = bookOf('a');
  book.put(composite('left', 'ALARM(a)'), 1);
  book.put(composite('right', 'NOT ALARM(a)'), 1);
  book.put(composite('top', 'ALARM(left) AND ALARM(right)'), 1);
  expect(book.set('a', 'ALARM', '', 2).map(({ configuration }) => configuration.alarmName)).toEqual(
    expect.not.arrayContaining(['top']),
  );
});

// "The evaluation of composite alarms stops if CloudWatch detects a cycle in the evaluation path" (CW/alarm-combining).
test('in a cycle nothing is evaluated, and breaking it starts that again', () => {
  const book = bookOf('a');
  book.put(composite('one', 'ALARM(a)'), 1);
  book.put(composite('two', 'ALARM(one)'), 1);
  expect(book.put(composite('one', 'ALARM(a) OR ALARM(two)'), 2)).toEqual([]);
  expect(book.set('a', 'ALARM', '', 3)).toHaveLength(1);
  expect(book.get('one')?.current.state).toBe('OK');
  const [broken] = book.put(composite('two', 'FALSE'), 4);
  expect(broken).toBeUndefined();
  expect(book.put(composite('one', 'ALARM(a) OR ALARM(two)'), 5)[0]?.current.state).toBe('ALARM');
});

// "It returns to its actual state only once any of its children alarms change state. It is also reevaluated if you
// update its configuration" (API_SetAlarmState).
test('a composite state that was set lasts until a child changes', () => {
  const book = bookOf('a');
  book.put(composite('down', 'ALARM(a)'), 1);
  book.set('down', 'ALARM', 'a drill', 2);
  expect(book.evaluate('down', 60_000, 60_000)).toEqual([]);
  expect(book.get('down')?.current.state).toBe('ALARM');
  expect(book.set('a', 'OK', '', 61_000).map(({ current }) => current.state)).toEqual(['OK', 'OK']);
});

// Field by field as in CW/cloudwatch-and-eventbridge, the sample of a composite alarm.
test('the event has the shape of a composite alarm', () => {
  const book = bookOf('child');
  book.put({ ...composite('parent', 'ALARM(child)'), description: 'Ours' }, 1);
  const at = Date.UTC(2022, 6, 22, 15, 57, 45, 394);
  const change = book.set('child', 'ALARM', 'a drill', at)[1];
  expect(change && alarmEventDetail(change)).toEqual({
    alarmName: 'parent',
    configuration: { alarmRule: 'ALARM(child)', description: 'Ours' },
    previousState: {
      value: 'OK',
      reason: `${arnOf('parent')} was created and its alarm rule evaluates to OK`,
      timestamp: '1970-01-01T00:00:00.001+0000',
    },
    state: {
      value: 'ALARM',
      reason: `${arnOf('child')} transitioned to ALARM at Friday 22 July, 2022 15:57:45 UTC`,
      reasonData: `{"triggeringAlarms":[{"arn":"${arnOf('child')}","state":{"value":"ALARM","timestamp":"2022-07-22T15:57:45.394+0000"}}]}`,
      timestamp: '2022-07-22T15:57:45.394+0000',
    },
  });
});

test('a composite alarm is always what its rule says of its children', () => {
  const steps = fc.array(
    fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom<AlarmState>('OK', 'ALARM', 'INSUFFICIENT_DATA')),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(steps, (given) => {
      const book = bookOf('a', 'b', 'c');
      book.put(composite('some', 'ALARM(a) OR ALARM(b)'), 0);
      book.put(composite('top', 'ALARM(some) AND NOT OK(c)'), 0);
      const is = (name: string, state: AlarmState) => book.get(name)?.current.state === state;
      for (const [index, [name, state]] of given.entries()) {
        book.set(name, state, '', index);
        expect(is('some', 'ALARM')).toBe(is('a', 'ALARM') || is('b', 'ALARM'));
        expect(is('top', 'ALARM')).toBe(is('some', 'ALARM') && !is('c', 'OK'));
      }
    }),
  );
});
