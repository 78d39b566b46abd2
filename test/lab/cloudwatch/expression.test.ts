import { expect, test } from 'vitest';
import { parseMetricExpression } from '../../../core/documents/metric-expression.ts';
import { evaluateSeries, functionsOf, idsOf } from '../../../lab/cloudwatch/expression.ts';
import { formatExpression } from '../../../lab/cloudwatch/format-expression.ts';

// CW/using-metric-math = https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
// As the documentation writes series: values from old to new, - where there is none.

const points = (text: string) => text.split(' ').map((sign) => (sign === '-' ? undefined : Number(sign)));
const shown = (values: readonly (number | undefined)[]) => values.map((value) => value ?? '-').join(' ');

const treeOf = (text: string) => {
  const parsed = parseMetricExpression(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.message}`);
  return parsed.value.tree;
};

const evaluated = (text: string, metrics: Readonly<Record<string, string>>, startMs = 0) => {
  const length = Object.values(metrics)[0]?.split(' ').length ?? 0;
  return shown(
    evaluateSeries(treeOf(text), {
      atMs: Array.from({ length }, (_, index) => startMs + index * 60_000),
      periodMs: 60_000,
      ids: Object.keys(metrics),
      read: (id) => points(metrics[id] ?? Array(length).fill('-').join(' ')),
    }),
  );
};

// "Comparison and logical operators": the three rows of its table.
const compared = { metric1: '30 20 0 0', metric2: '20 - 20 -' };
test.each([
  ['(metric1 < metric2)', '0 0 1 0'],
  ['(metric1 >= 30)', '1 0 0 0'],
  ['(metric1 > 15 AND metric2 > 15)', '1 0 0 0'],
])('of the documentation: %s gives %s', (text, expected) => {
  expect(evaluated(text, compared)).toBe(expected);
});

// "Using IF expressions": its tables.
const chosen = { metric1: '1 1 0 0 -', metric2: '30 - 0 0 30', metric3: '0 0 20 - 20' };
test.each([
  ['IF(metric1, metric2, metric3)', '30 0 20 - -'],
  ['IF(metric1, 5, metric3)', '5 5 20 - -'],
  ['IF(metric1, metric2, 5)', '30 0 5 5 -'],
  ['IF(metric1, metric2)', '30 0 - - -'],
  ['IF(1, metric2, metric3)', '30 - 0 0 30'],
  ['IF(0, metric2, metric3)', '0 0 20 - 20'],
  ['IF(0, metric2)', '- - - - -'],
  ['IF(metric2 < 20, 10, 2)', '2 - 10 10 2'],
])('of the documentation: %s gives %s', (text, expected) => {
  expect(evaluated(text, chosen)).toBe(expected);
});

const metrics = { a: '6 - -8 0', b: '3 2 - 0', c: '1 1 1 1', none: '- - - -' };
test.each([
  // "Missing values in a time series are treated as 0. If … attempt to divide by zero, the data point is dropped."
  ['a + b', '9 2 -8 0'],
  ['a / b', '2 0 - -'],
  ['a + none', '6 - -8 0'],
  ['a + 1', '7 - -7 1'],
  ['1 / a', `${1 / 6} - -0.125 -`],
  ['b ^ 2', '9 4 - 0'],
  ['-a', '-6 - 8 0'],
  ['a > 0 OR b > 0', '1 1 0 0'],
  ['a != b', '1 1 1 0'],
  ['a == b', '0 0 0 1'],
  ['a > 0 && b > 0', '1 0 0 0'],
  // The functions, as their table describes them.
  ['ABS(a)', '6 - 8 0'],
  ['CEIL(a / 4)', '2 - -2 0'],
  ['FLOOR(a / 4)', '1 - -2 0'],
  ['LOG10(b * 0 + 100)', '2 2 - 2'],
  ['LOG(a)', `${Math.log(6)} - - -`],
  ['c * SUM(a)', '-2 -2 -2 -2'],
  ['c * AVG(a)', '-0.5 -0.5 -0.5 -0.5'],
  ['c * SUM(a) / DATAPOINT_COUNT(a)', `${-2 / 3} ${-2 / 3} ${-2 / 3} ${-2 / 3}`],
  ['c * MIN(a)', '-8 -8 -8 -8'],
  ['c * MAX(a)', '6 6 6 6'],
  ['c * STDDEV([1 * c, 3 * c])', '1 1 1 1'],
  ['c * MAX(none)', '- - - -'],
  ['SUM([a, b])', '9 2 -8 0'],
  ['AVG([a, b])', '4.5 1 -4 0'],
  ['MAX([a, b])', '6 2 -8 0'],
  ['SUM(METRICS())', '10 3 -7 1'],
  ['SUM(METRICS("on"))', '- - - -'],
  ['SUM(100 / [b, c])', `${100 / 3 + 100} 150 100 100`],
  ['c * METRIC_COUNT(METRICS())', '4 4 4 4'],
  ['c * METRIC_COUNT(REMOVE_EMPTY(METRICS()))', '3 3 3 3'],
  ['DIFF(a)', '- - -14 8'],
  ['DIFF_TIME(a)', '- - 120 60'],
  ['RATE(a)', `- - ${-14 / 120} ${8 / 60}`],
  ['RUNNING_SUM(a)', '6 - -2 -2'],
  ['c * PERIOD(a)', '60 60 60 60'],
  ['TIME_SERIES(MAX(a))', '6 6 6 6'],
  ['FILL(a, 10)', '6 10 -8 0'],
  ['FILL(a, b)', '6 2 -8 0'],
  ['FILL(a, MIN(a))', '6 -8 -8 0'],
  ['FILL(a, REPEAT)', '6 6 -8 0'],
  ['FILL(a, LINEAR)', '6 -1 -8 0'],
  ['FILL(DIFF(a), LINEAR)', '- - -14 8'],
  ['FILL(none, 0)', '0 0 0 0'],
  ['FIRST(SORT([a, b, c], SUM, DESC))', '3 2 - 0'],
  ['LAST(SORT([a, b, c], MAX, DESC))', '1 1 1 1'],
  ['SUM(SLICE(SORT([a, b, c], SUM, ASC), 1))', '4 3 1 1'],
  ['SUM(SLICE([a, b, c], 0, 1))', '6 - -8 0'],
  ['SUM(SORT([a, b, c], SUM, DESC, 1))', '3 2 - 0'],
  ['IF(DAY(a) == 4, a)', '6 0 -8 0'],
])('%s gives %s', (text, expected) => {
  expect(evaluated(text, metrics)).toBe(expected);
});

// "DAY: the day of the week … 1 (Monday) through 7 (Sunday)".
test.each([
  ['MINUTE(a)', '30 31'],
  ['HOUR(a)', '10 10'],
  ['DAY(a)', '7 7'],
  ['DATE(a)', '22 22'],
  ['MONTH(a)', '11 11'],
  ['YEAR(a)', '2026 2026'],
  ['EPOCH(a)', `${Date.UTC(2026, 10, 22, 10, 30) / 1000} ${Date.UTC(2026, 10, 22, 10, 31) / 1000}`],
])('on Sunday, 22 November 2026, 10:30, %s gives %s', (text, expected) => {
  expect(evaluated(text, { a: '- 1' }, Date.UTC(2026, 10, 22, 10, 30))).toBe(expected);
});

test.each(['a', '(100 * FILL(a, 0)) / b', 'IF(a > 1, [a, b], -c)', "SUM(METRICS('err'))", 'FILL(a, REPEAT)'])(
  '%s is written as CloudWatch writes it',
  (text) => {
    const written = text.replace(', [a, b]', ', b');
    expect(formatExpression(treeOf(written))).toBe(written);
  },
);

test('what it reads and calls is known', () => {
  const tree = treeOf('IF(a > AVG(b), SUM([a, c]), FILL(b, 0))');
  expect(idsOf(tree)).toEqual(['a', 'b', 'c']);
  expect(functionsOf(tree)).toEqual(['IF', 'AVG', 'SUM', 'FILL']);
});
