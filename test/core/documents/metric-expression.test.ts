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
    case 'fill':
      return `FILL(${tree.id}, ${tree.value})`;
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
    ['FILL(a, 0) + FILL( b , -1.5 )', '(FILL(a, 0) + FILL(b, -1.5))'],
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
    ['FILL(a)', '6: ")" does not belong here; write `,` and then a number here'],
    ['FILL(a, b)', '8: "b" does not belong here; write a number here'],
    ['FILL(a, 1', '9: the expression ends too early; write `)` here'],
    ['FILL(FILL(a, 1), 1)', '5: there is no function "FILL"; the only one is `FILL(id, number)`'],
    ['SUM(METRICS())', '0: there is no function "SUM"; the only one is `FILL(id, number)`'],
    ['process.exit', '7: "." does not belong here; write an operator or nothing here'],
    ['a; b', '1: ";" does not belong here; write an operator or nothing here'],
    ['a > 5', '2: ">" does not belong here; write an operator or nothing here'],
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
    fc.record({ kind: fc.constant('fill' as const), id, value: constant }),
    fc.record({ kind: fc.constant('negate' as const), operand: tie('tree') }),
    fc.record({
      kind: fc.constant('binary' as const),
      operator: fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const),
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
    fc.string({ unit: fc.constantFrom(...'ab1.(),+-*/ FILL'), maxLength: 200 }),
    fc.constantFrom('('.repeat(1024), '-'.repeat(1024), 'FILL('.repeat(200), '1+'.repeat(512)),
  );
  fc.assert(fc.property(anyText, (text) => typeof parseMetricExpression(text).ok === 'boolean'));
});
