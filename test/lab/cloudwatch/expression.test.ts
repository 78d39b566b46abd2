import { expect, test } from 'vitest';
import type { MetricExpression } from '../../../core/documents/metric-expression.ts';
import { evaluate, formatExpression, idsOf } from '../../../lab/cloudwatch/expression.ts';

const number = (value: number): MetricExpression => ({ kind: 'number', value });
const id = (name: string): MetricExpression => ({ kind: 'metric', id: name });
const fill = (name: string, value: number): MetricExpression => ({ kind: 'fill', id: name, value });
const binary = (
  left: MetricExpression,
  op: '+' | '-' | '*' | '/',
  right: MetricExpression,
): MetricExpression => ({
  kind: 'binary',
  operator: op,
  left,
  right,
});

const metrics = new Map([
  ['a', 6],
  ['b', 3],
  ['zero', 0],
]);
const value = (expression: MetricExpression) => evaluate(expression, (name) => metrics.get(name));

test.each([
  [binary(id('a'), '+', id('b')), 9],
  [binary(id('a'), '-', id('b')), 3],
  [binary(id('a'), '*', id('b')), 18],
  [binary(id('a'), '/', id('b')), 2],
  [{ kind: 'negate', operand: id('a') } as const, -6],
  [fill('a', 1), 6],
  [fill('missing', 1), 1],
])('$0 gives $1', (expression, expected) => {
  expect(value(expression)).toBe(expected);
});

// The documentation gives no rule for either; a guess would be a number nobody measured.
test('a missing operand makes the result missing', () => {
  expect(value(binary(id('a'), '+', id('missing')))).toBeUndefined();
  expect(value({ kind: 'negate', operand: id('missing') })).toBeUndefined();
});

test('a division by zero is missing, not infinite', () => {
  expect(value(binary(id('a'), '/', id('zero')))).toBeUndefined();
});

test('an expression is written as CloudWatch writes it', () => {
  const rate = binary(binary(number(100), '*', fill('a', 0)), '/', id('b'));
  expect(formatExpression(rate)).toBe('(100 * FILL(a, 0)) / b');
  expect(idsOf(rate)).toEqual(['a', 'b']);
});
