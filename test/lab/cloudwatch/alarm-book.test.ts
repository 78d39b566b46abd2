import { expect, test } from 'vitest';
import type { AlarmConfiguration } from '../../../lab/cloudwatch/alarm.ts';
import { alarmBook } from '../../../lab/cloudwatch/alarm-book.ts';
import { alarmEventDetail } from '../../../lab/cloudwatch/alarm-event.ts';
import { metricStore } from '../../../lab/cloudwatch/metric-store.ts';

const errors = { namespace: 'Shop', metric: 'Errors', dimensions: {} };

const alarm: AlarmConfiguration = {
  alarmName: 'errors',
  description: '',
  expression: { kind: 'metric', id: 'errors' },
  metrics: { errors: { ...errors, stat: 'Sum' } },
  periodMs: 60_000,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  comparisonOperator: 'GreaterThanThreshold',
  threshold: 5,
  treatMissingData: 'notBreaching',
  tags: {},
};

const bookWith = (values: readonly number[]) => {
  const store = metricStore();
  for (const [minute, value] of values.entries()) store.add(errors, minute * 60_000, [value]);
  const book = alarmBook(store, (name) => `arn:aws:cloudwatch:eu-lab-1:0:alarm:${name}`);
  book.put(alarm, 0);
  return book;
};

test('an alarm begins without data', () => {
  expect(bookWith([]).get('errors')?.current.state).toBe('INSUFFICIENT_DATA');
});

test('an evaluation that changes the state says from where to where, and why', () => {
  const book = bookWith([1, 9]);
  expect(book.evaluate('errors', 60_000, 60_500)[0]?.current).toMatchObject({ state: 'OK', atMs: 60_500 });
  const [transition] = book.evaluate('errors', 120_000, 120_500);
  expect(transition?.previous.state).toBe('OK');
  expect(transition?.current.state).toBe('ALARM');
  expect(transition?.current.reason).toContain(
    '1 out of the last 1 datapoints [9.0 (01/01/70 00:01:00)] was greater than the threshold (5.0)',
  );
});

test('an evaluation that changes nothing says nothing', () => {
  const book = bookWith([1, 2]);
  book.evaluate('errors', 60_000, 60_000);
  expect(book.evaluate('errors', 120_000, 120_000)).toEqual([]);
});

// "The alarm returns to its actual state (often within seconds)" (API_SetAlarmState).
test('a state that was set lasts until the next evaluation', () => {
  const book = bookWith([1, 2]);
  book.evaluate('errors', 60_000, 60_000);
  expect(book.set('errors', 'ALARM', 'a drill', 61_000)[0]?.current.state).toBe('ALARM');
  expect(book.evaluate('errors', 120_000, 120_000)[0]?.current.state).toBe('OK');
});

// "When you update an existing alarm, its state is left unchanged" (API_PutMetricAlarm).
test('an alarm that is put again keeps its state', () => {
  const book = bookWith([9]);
  book.evaluate('errors', 60_000, 60_000);
  expect(book.put({ ...alarm, threshold: 100 }, 61_000)).toEqual([]);
  expect(book.get('errors')?.current.state).toBe('ALARM');
});

// Field by field as in CW/cloudwatch-and-eventbridge, "Sample events for metric math alarms".
test('the event has the shape of CloudWatch Alarm State Change', () => {
  const book = bookWith([9]);
  const [transition] = book.evaluate('errors', 60_000, 60_500);
  expect(transition && alarmEventDetail(transition)).toMatchObject({
    alarmName: 'errors',
    configuration: {
      metrics: [
        {
          id: 'errors',
          metricStat: {
            metric: { namespace: 'Shop', name: 'Errors', dimensions: {} },
            period: 60,
            stat: 'Sum',
          },
          returnData: true,
        },
      ],
    },
    previousState: { value: 'INSUFFICIENT_DATA', timestamp: '1970-01-01T00:00:00.000+0000' },
    state: { value: 'ALARM', timestamp: '1970-01-01T00:01:00.500+0000' },
  });
});
