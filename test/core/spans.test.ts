import { describe, expect, test } from 'vitest';
import { firstHold, spansOfChanges, spansOfReadings } from '../../core/spans.ts';
import { errorsAlarm, ordersMetric, shopProbe } from '../support/an-experiment.ts';

const second = 1_000;
const strict = { tolerance: { breaches: 1, of: 1 } } as const;

/** One reading a step: + is good, - is bad, and nothing comes where there is a blank. */
const said = (drawn: string, stepMs: number) =>
  [...drawn].flatMap((one, step) =>
    one === ' ' ? [] : [{ probe: 'p', atMs: step * stepMs, ok: one === '+', detail: one }],
  );

const inSeconds = (spans: readonly { readonly fromMs: number; readonly toMs: number }[]) =>
  spans.map(({ fromMs, toMs }) => [fromMs / second, toMs / second]);

describe('when a page was steady', () => {
  test.each<[string, number[][], number[][]]>([
    ['', [], [[-Infinity, Infinity]]],
    ['++++', [[0, 3]], [[0, Infinity]]],
    [
      '++-+',
      [
        [0, 1],
        [3, 3],
      ],
      [
        [0, 1],
        [3, Infinity],
      ],
    ],
    [
      '++--',
      [[0, 1]],
      [
        [0, 1],
        [3, Infinity],
      ],
    ],
    ['   +', [[3, 3]], [[0, Infinity]]],
    [
      '+          +',
      [
        [0, 0],
        [11, 11],
      ],
      [[0, Infinity]],
    ],
    ['-          +', [[11, 11]], [[1, Infinity]]],
    [
      '-          -',
      [],
      [
        [1, 10],
        [11, Infinity],
      ],
    ],
  ])('by the readings "%s"', (drawn, known, possible) => {
    const spans = spansOfReadings(shopProbe(strict), said(drawn, second), 0, 60 * second);
    expect(inSeconds(spans.known)).toEqual(known);
    expect(inSeconds(spans.possible)).toEqual(possible);
  });

  test('two bad readings with much unseen between them use up no tolerance', () => {
    const { possible } = spansOfReadings(shopProbe(), said('+-          -+', second), 0, 60 * second);
    expect(inSeconds(possible)).toEqual([[0, Infinity]]);
  });
});

test('a period of a metric speaks for the whole of it', () => {
  const spans = spansOfReadings(ordersMetric(), said('++-+', 60 * second), 0, 240 * second);
  expect(inSeconds(spans.known)).toEqual([
    [0, 120],
    [180, 240],
  ]);
});

test('of a metric whose missing data are ignored what was good is good until now', () => {
  const metric = ordersMetric({ missingData: 'ignore' });
  const spans = spansOfReadings(metric, said('++', 60 * second), 0, 900 * second);
  expect(inSeconds(spans.known)).toEqual([[0, 900]]);
});

test('an alarm is steady while it is OK, and may be again from now on', () => {
  const states = ['OK', 'OK', 'ALARM', 'INSUFFICIENT_DATA', 'OK', 'ALARM'] as const;
  const changes = states.map((state, at) => ({ state, atMs: at * second, reason: 'so' }));
  const spans = spansOfChanges(errorsAlarm, changes, 60 * second);
  expect(inSeconds(spans.known)).toEqual([
    [0, 2],
    [4, 5],
  ]);
  expect(inSeconds(spans.possible)).toEqual([
    [0, 2],
    [4, 5],
    [60, Infinity],
  ]);
  expect(spans.bad).toBe('ALARM: so');
});

test('an alarm without a history may have been anything', () => {
  expect(spansOfChanges(errorsAlarm, [], 0)).toMatchObject({ known: [], knownUntilMs: -Infinity });
});

describe('the first hold', () => {
  const one = [
    { fromMs: 0, toMs: 40 },
    { fromMs: 60, toMs: 100 },
  ];
  const other = [{ fromMs: 20, toMs: 90 }];
  test.each([
    [[one], 30, 5, 80, 5],
    [[one, other], 30, 0, 80, 60],
    [[one, other], 20, 0, 80, 20],
    [[one, other], 30, 0, 59, undefined],
    [[one, other], 31, 0, 80, undefined],
    [[one, []], 1, 0, 80, undefined],
  ])('of %j for %d between %d and %d begins at %s', (all, holdForMs, fromMs, toMs, atMs) => {
    expect(firstHold(all, holdForMs, fromMs, toMs)).toBe(atMs);
  });
});
