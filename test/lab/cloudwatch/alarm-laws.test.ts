import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AlarmConfiguration, AlarmState, TreatMissingData } from '../../../lab/cloudwatch/alarm.ts';
import { alarmBook } from '../../../lab/cloudwatch/alarm-book.ts';
import { type AlarmRules, evaluateAlarm, evaluationRange } from '../../../lab/cloudwatch/evaluate-alarm.ts';
import { metricStore } from '../../../lab/cloudwatch/metric-store.ts';

type Point = 'good' | 'bad' | 'missing';
type Case = { readonly rules: AlarmRules; readonly range: readonly Point[]; readonly current: AlarmState };

const VALUES = { good: 0, bad: 9, missing: undefined } as const;
const state = fc.constantFrom<AlarmState>('OK', 'ALARM', 'INSUFFICIENT_DATA');
const point = fc.constantFrom<Point>('good', 'bad', 'missing');

const cases = (...treatments: TreatMissingData[]): fc.Arbitrary<Case> =>
  fc.integer({ min: 1, max: 6 }).chain((evaluationPeriods) =>
    fc.record({
      rules: fc.record({
        evaluationPeriods: fc.constant(evaluationPeriods),
        datapointsToAlarm: fc.integer({ min: 1, max: evaluationPeriods }),
        comparisonOperator: fc.constant('GreaterThanThreshold' as const),
        threshold: fc.constant(1),
        treatMissingData: fc.constantFrom(...treatments),
      }),
      range: fc.array(point, {
        minLength: evaluationRange(evaluationPeriods),
        maxLength: evaluationRange(evaluationPeriods),
      }),
      current: state,
    }),
  );

const judged = ({ rules, range, current }: Case) =>
  evaluateAlarm(
    rules,
    range.map((one) => VALUES[one]),
    current,
  );

const counted = ({ rules, range }: Case) => {
  const needed = range.filter((one) => one !== 'missing').slice(-rules.evaluationPeriods);
  const bad = needed.filter((one) => one === 'bad').length;
  return { bad, good: needed.length - bad, filled: rules.evaluationPeriods - needed.length };
};

test('M bad data points among the last N are an alarm, whatever is missing', () => {
  fc.assert(
    fc.property(cases('missing', 'ignore', 'breaching', 'notBreaching'), (one) => {
      fc.pre(counted(one).bad >= one.rules.datapointsToAlarm);
      expect(judged(one)).toBe('ALARM');
    }),
  );
});

test('fewer than M bad ones are none, where missing data is good', () => {
  fc.assert(
    fc.property(cases('notBreaching'), (one) => {
      const expected = counted(one).bad >= one.rules.datapointsToAlarm ? 'ALARM' : 'OK';
      expect(judged(one)).toBe(expected);
    }),
  );
});

test('fewer than M bad or filled ones are none, where missing data is bad', () => {
  fc.assert(
    fc.property(cases('breaching'), (one) => {
      const { bad, filled } = counted(one);
      expect(judged(one)).toBe(bad + filled >= one.rules.datapointsToAlarm ? 'ALARM' : 'OK');
    }),
  );
});

test('otherwise a good data point keeps an alarm from firing on fewer than M', () => {
  fc.assert(
    fc.property(cases('missing', 'ignore'), (one) => {
      const { bad, good } = counted(one);
      fc.pre(good > 0 && bad < one.rules.datapointsToAlarm);
      expect(judged(one)).toBe('OK');
    }),
  );
});

test('only without any data does an alarm say that it has too little', () => {
  fc.assert(
    fc.property(cases('missing', 'ignore', 'breaching', 'notBreaching'), (one) => {
      fc.pre(one.current !== 'INSUFFICIENT_DATA');
      const empty = one.range.every((each) => each === 'missing');
      const expected = empty && one.rules.treatMissingData === 'missing';
      expect(judged(one) === 'INSUFFICIENT_DATA').toBe(expected);
    }),
  );
});

const MINUTE = 60_000;
const metric = { namespace: 'Test', metric: 'M', dimensions: {} };

const stateAfter = (puts: readonly (readonly [second: number, value: number])[], stat: string) => {
  const store = metricStore();
  for (const [second, value] of puts) store.add(metric, second * 1000, [value]);
  const book = alarmBook(store, (name) => name);
  const alarm: AlarmConfiguration = {
    alarmName: 'a',
    description: '',
    expression: { kind: 'metric', id: 'm' },
    metrics: { m: { ...metric, stat } },
    periodMs: MINUTE,
    evaluationPeriods: 3,
    datapointsToAlarm: 2,
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 50,
    treatMissingData: 'missing',
    tags: {},
  };
  book.put(alarm, 0);
  book.evaluate('a', 5 * MINUTE, 5 * MINUTE);
  return book.get('a')?.current;
};

test('the order in which data comes in does not matter', () => {
  const put = fc.tuple(fc.nat(299), fc.nat(100));
  const shuffled = fc
    .array(put, { maxLength: 30 })
    .chain((puts) =>
      fc.tuple(
        fc.constant(puts),
        fc.shuffledSubarray(puts, { minLength: puts.length, maxLength: puts.length }),
      ),
    );
  const stat = fc.constantFrom('Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount', 'p90', 'tm90', 'IQM');
  fc.assert(
    fc.property(shuffled, stat, ([puts, inAnotherOrder], name) => {
      expect(stateAfter(inAnotherOrder, name)).toEqual(stateAfter(puts, name));
    }),
  );
});
