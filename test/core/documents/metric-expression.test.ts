import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MetricExpression, parseMetricExpression } from '../../../core/documents/metric-expression.ts';

/** The tree with every operation in brackets. */
const written = (tree: MetricExpression): string => {
  switch (tree.kind) {
    case 'number':
      return `${tree.value}`;
    case 'metric':
      return tree.id;
    case 'list':
      return `[${tree.items.map(written).join(', ')}]`;
    case 'call':
      return `${tree.name}(${tree.operands.map(written).join(', ')})`;
    case 'word':
      return tree.word;
    case 'text':
      return `"${tree.text}"`;
    case 'negate':
      return `(-${written(tree.operand)})`;
    case 'binary':
      return `(${written(tree.left)} ${tree.operator} ${written(tree.right)})`;
  }
};

const treeOf = (text: string) => {
  const parsed = parseMetricExpression(text);
  return parsed.ok ? written(parsed.value.tree) : `${parsed.index}: ${parsed.message}; ${parsed.fix}`;
};

describe('an expression reads as on paper', () => {
  test.each([
    ['errors', 'errors'],
    ['100 * errors / requests', '((100 * errors) / requests)'],
    ['a + b * c', '(a + (b * c))'],
    ['a - b - c', '((a - b) - c)'],
    ['a / b / c', '((a / b) / c)'],
    ['(a + b) * c', '((a + b) * c)'],
    ['-a * -2', '((-a) * (-2))'],
    ['--a', '(-(-a))'],
    ['1.5e3 + 2E-2', '(1500 + 0.02)'],
    ['FILL(a, 0) + FILL( b , -1.5 )', '(FILL(a, 0) + FILL(b, (-1.5)))'],
    ['a ^ b ^ c', '(a ^ (b ^ c))'],
    ['-a ^ 2', '(-(a ^ 2))'],
    ['2 * a ^ -1', '(2 * (a ^ (-1)))'],
    ['a + 1 > b * 2', '((a + 1) > (b * 2))'],
    ['a > 1 AND b < 2 OR c == 3', '(((a > 1) AND (b < 2)) OR (c == 3))'],
    ['a >= 1 && b != 2 || c <= 3', '(((a >= 1) AND (b != 2)) OR (c <= 3))'],
    ['\ta\n+ b', '(a + b)'],
    ['FILLED', 'FILLED'],
  ])('%s', (text, tree) => {
    expect(treeOf(text)).toBe(tree);
  });
});

test('the metrics it reads are known, once each, and every place where it reads them', () => {
  const parsed = parseMetricExpression('a + FILL(b, 0) / a');
  expect(parsed).toMatchObject({
    ok: true,
    value: {
      ids: ['a', 'b'],
      uses: [
        { id: 'a', index: 0 },
        { id: 'b', index: 9 },
        { id: 'a', index: 17 },
      ],
    },
  });
});

// Every example of the tables in CW/using-metric-math =
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
test.each([
  ...['PERIOD(m1)/60*m1', '5 * m1', 'm1 - m2', 'SUM(100/[m1, m2])', 'AVG([m1,m2]/m3)', '-5*m1', '-m1'],
  ...['SUM(-[m1, m2])', '(m1 < m2)', '(m1 >= 30)', '(m1 > 15 AND m2 > 15)', 'ABS(m1-m2)'],
  ...['MIN(ABS([m1, m2]))', 'SUM([m1,m2])/AVG(m2)', 'AVG(METRICS())', 'CEIL(m1)', 'SUM(CEIL(METRICS()))'],
  ...['DATAPOINT_COUNT(METRICS())', 'DIFF(m1)', 'SUM(DIFF_TIME(METRICS()))', 'FILL(m1,10)', 'FILL(m1, m2)'],
  ...['SUM(FILL(METRICS(), 0))', 'SUM(FILL(METRICS(), m1))', 'FILL(m1, MIN(m1))', 'FILL(m1, REPEAT)'],
  ...['MAX(FILL(METRICS(), LINEAR))', 'IF(FIRST(SORT(METRICS(), AVG, DESC))>100, 1, 0)', 'FLOOR(m1)'],
  ...['SUM(LOG(METRICS()))', 'LOG10(m1)', 'MAX(m1)/m1', 'MAX(METRICS())', 'm1/METRIC_COUNT(METRICS())'],
  ...[
    'SUM(METRICS("errors"))',
    "SUM(METRICS('errors'))",
    'SUM([METRICS("4xx"), METRICS("5xx")])',
    'm1-MIN(m1)',
  ],
  ...['MINUTE(m1)', 'IF(DAY(m1)<6,m1)', 'IF(MONTH(m1) == 4,m1)', 'm1/PERIOD(m1)', 'RATE(m1)'],
  ...['IF((DAY(m1)<6 AND (HOUR(m1)>=9 AND HOUR(m1)<17)),m1)', 'SUM(REMOVE_EMPTY(METRICS()))'],
  ...['SUM(RUNNING_SUM([m1,m2]))', 'SUM(SLICE(SORT(METRICS(), SUM, DESC), 0, 10))', 'm1/STDDEV(m1)'],
  ...['SUM(SLICE(SORT(METRICS(), AVG, ASC), 5))', 'SUM(SORT(METRICS(), AVG, DESC, 10))', 'STDDEV(METRICS())'],
  ...[
    'SUM(METRICS())/SUM(m1)',
    'SUM(METRICS("errors"))/SUM(METRICS("requests"))*100',
    'TIME_SERIES(MAX(m1))',
  ],
  ...['TIME_SERIES(5*AVG(m1))', 'IF(m1<400, m1)', 'IF(m1<400, 10, 2)', 'IF(m1>m2, 1, 0)', 'IF(m1, m2, m3)'],
])('%s is an expression', (text) => {
  expect(parseMetricExpression(text)).toMatchObject({ ok: true, value: { onlyOnAws: [] } });
});

test.each([
  ['ANOMALY_DETECTION_BAND(m1)', 'ANOMALY_DETECTION_BAND'],
  ['ANOMALY_DETECTION_BAND(m1,4)', 'ANOMALY_DETECTION_BAND'],
  ['m1 > FIRST(ANOMALY_DETECTION_BAND(m1))', 'ANOMALY_DETECTION_BAND'],
  [`SUM(SEARCH('{AWS/EC2,InstanceId} MetricName="CPUUtilization"', 'Average', 300))`, 'SEARCH'],
  ['INSIGHT_RULE_METRIC("rule", "UniqueContributors")', 'INSIGHT_RULE_METRIC'],
  ['100 * m1 / SERVICE_QUOTA(m1)', 'SERVICE_QUOTA'],
  ["DB_PERF_INSIGHTS('RDS', 'db-1', 'os.cpuUtilization.user')", 'DB_PERF_INSIGHTS'],
])('%s is right on AWS, and known to be computed only there', (text, name) => {
  expect(parseMetricExpression(text)).toMatchObject({ ok: true, value: { onlyOnAws: [name] } });
});

test('it is known to read metrics it does not name', () => {
  expect(parseMetricExpression('SUM(METRICS())')).toMatchObject({ ok: true, value: { readsUnnamed: true } });
  expect(parseMetricExpression('SUM([a, b])')).toMatchObject({ ok: true, value: { readsUnnamed: false } });
});

describe('what is outside the grammar is refused at its first character', () => {
  test.each([
    ['', '0: the expression ends too early; write a number, a metric id or `(` here'],
    ['a +', '3: the expression ends too early; write a number, a metric id or `(` here'],
    ['a b', '2: "b" does not belong here; write an operator or nothing here'],
    ['a ** b', '3: "*" does not belong here; write a number, a metric id or `(` here'],
    ['(a', '2: the expression ends too early; write `)` here'],
    ['a)', '1: ")" does not belong here; write an operator or nothing here'],
    ['+a', '0: "+" does not belong here; write a number, a metric id or `(` here'],
    ['FILL', '4: the expression ends too early; write `(` and then a metric id here'],
    ['FILL(1, a)', '5: "1" does not belong here; write a metric id here'],
    ['FILL()', '5: ")" does not belong here; write a metric id here'],
    ['FILL(a)', '6: ")" does not belong here; write `,` and then a number, `REPEAT` or `LINEAR` here'],
    ['FILL(a, [a, b])', '8: "[" does not belong here; write a number, `REPEAT` or `LINEAR` here'],
    ['FILL(a, 1', '9: the expression ends too early; write `)` here'],
    ['FILL(a, 1, 2)', '9: "," does not belong here; write `)` here'],
    ['SUMM(a)', '0: there is no function "SUMM"; did you mean `SUM`?'],
    ['avg(a)', '0: there is no function "avg"; did you mean `AVG`?'],
    [
      'fetch(a)',
      '0: there is no function "fetch"; CloudWatch has `FILL`, `IF`, `SUM`, `MAX`, `RATE` and others, all in capitals',
    ],
    ['SUM(1)', '4: "1" does not belong here; write a metric or another series here'],
    ['PERIOD(a + b)', '9: "+" does not belong here; write `)` here'],
    ['PERIOD(SUM(a))', '7: "SUM" does not belong here; write a metric id here'],
    ['TIME_SERIES(a)', '12: "a" does not belong here; write a number here'],
    ['SUM(METRICS(a))', '12: "a" does not belong here; write a text in quotes here'],
    ['SUM(SORT(METRICS(), AVG, UP))', '25: "UP" does not belong here; write one of ASC, DESC here'],
    [
      'METRIC_COUNT(a)',
      '13: "a" does not belong here; write several series, as `METRICS()` or `[id, id]` here',
    ],
    ['IF(a)', '4: ")" does not belong here; write `,` and then a number or a series here'],
    [
      'SUM([a, b] + [a, b])',
      '11: "+" stands between two lists of series; join one of them first, as in `SUM([a, b])`',
    ],
    ['SUM([a b])', '7: "b" does not belong here; write `,` or `]` here'],
    ['"a"', `0: "\\"a\\"" does not belong here; write a number, a metric id or \`(\` here`],
    [
      'AVG(a)',
      '0: the expression gives one number, not a reading for each period; use it within a larger one, as in `errors - AVG(errors)`, or write `TIME_SERIES(…)` around it',
    ],
    [
      'METRICS() / 100',
      '0: the expression gives several series, and a probe judges one; join them, as in `SUM(METRICS())`',
    ],
    ['a >', '3: the expression ends too early; write a number, a metric id or `(` here'],
    ['a = 5', '2: "=" does not belong here; write an operator or nothing here'],
    ['AND a', '0: "AND" does not belong here; write a number, a metric id or `(` here'],
    ['process.exit', '7: "." does not belong here; write an operator or nothing here'],
    ['a; b', '1: ";" does not belong here; write an operator or nothing here'],
    ['a + 1e999', '4: the number is too large; write a smaller one'],
    ['a'.repeat(1025), '0: the expression is longer than 1024 characters; shorten it'],
  ])('%s', (text, flaw) => {
    expect(treeOf(text)).toBe(flaw);
  });
});

const id = fc.constantFrom('a', 'b', 'errors', 'toString');
const constant = fc.double({ min: 0, max: 1e6, noNaN: true });
const tree = fc.letrec<{ tree: MetricExpression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.record({ kind: fc.constant('metric' as const), id }),
    fc.record({ kind: fc.constant('number' as const), value: constant }),
    fc.record({
      kind: fc.constant('call' as const),
      name: fc.constant('FILL'),
      operands: fc.tuple(
        fc.record({ kind: fc.constant('metric' as const), id }),
        fc.oneof(
          fc.record({ kind: fc.constant('number' as const), value: constant }),
          fc.record({ kind: fc.constant('word' as const), word: fc.constantFrom('REPEAT', 'LINEAR') }),
        ),
      ),
    }),
    fc.record({
      kind: fc.constant('call' as const),
      name: fc.constantFrom('IF'),
      operands: fc.tuple(tie('tree'), tie('tree'), tie('tree')),
    }),
    fc.record({ kind: fc.constant('negate' as const), operand: tie('tree') }),
    fc.record({
      kind: fc.constant('binary' as const),
      operator: fc.constantFrom('+', '-', '*', '/', '^', '==', '!=', '<', '<=', '>', '>=', 'AND', 'OR'),
      left: tie('tree'),
      right: tie('tree'),
    }),
  ),
})).tree;

test('every tree comes back as it was written', () => {
  fc.assert(
    fc.property(tree, (given) => {
      const text = written(given);
      fc.pre(text.length <= 1024);
      expect(treeOf(text)).toBe(text);
    }),
  );
});

test('no text makes it throw', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'ab1.(),+-*/ FILL[]"<=&|^'), maxLength: 200 }),
    fc.constantFrom(
      '('.repeat(1024),
      '-'.repeat(1024),
      'FILL('.repeat(200),
      '1+'.repeat(512),
      '[('.repeat(512),
      '1^-'.repeat(340),
    ),
  );
  fc.assert(fc.property(anyText, (text) => typeof parseMetricExpression(text).ok === 'boolean'));
});
