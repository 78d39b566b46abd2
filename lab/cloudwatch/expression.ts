import type { MetricExpression } from '../../core/documents/metric-expression.ts';
import { callFunction } from './expression-functions.ts';
import { type MathContext, type MathValue, mapPoints, type Points, type Series } from './math-value.ts';
import { operate } from './operators.ts';

/** What an expression reads: periods, and a value of each metric for each of them, undefined where there is none. */
export type MathInput = Omit<MathContext, 'evaluate'>;

/** The value for each period; undefined where there is none, and everywhere when the result is no single series. */
export const evaluateSeries = (expression: MetricExpression, input: MathInput): Points => {
  const context: MathContext = { ...input, evaluate: (inner) => evaluate(inner, context) };
  const result = context.evaluate(expression);
  if (result.kind === 'series') return result.points;
  return input.atMs.map(() => (result.kind === 'number' ? result.value : undefined));
};

const evaluate = (expression: MetricExpression, context: MathContext): MathValue => {
  switch (expression.kind) {
    case 'number':
      return { kind: 'number', value: expression.value };
    case 'metric':
      return { kind: 'series', id: expression.id, points: context.read(expression.id) };
    case 'negate':
      return mapPoints(context.evaluate(expression.operand), (value) => -value);
    case 'binary': {
      const { operator, left, right } = expression;
      return operate(operator, context.evaluate(left), context.evaluate(right));
    }
    case 'list':
      return { kind: 'array', items: expression.items.flatMap((item) => seriesOf(context.evaluate(item))) };
    case 'call':
      return callFunction(expression.name, expression.operands, context);
    default:
      return { kind: 'number', value: undefined };
  }
};

const seriesOf = (value: MathValue): readonly Series[] => {
  if (value.kind === 'array') return value.items;
  return value.kind === 'series' ? [value] : [];
};

/** The metric ids an expression names. */
export const idsOf = (expression: MetricExpression): readonly string[] => [
  ...new Set(partsOf(expression).flatMap((part) => (part.kind === 'metric' ? [part.id] : []))),
];

/** The functions an expression calls. */
export const functionsOf = (expression: MetricExpression): readonly string[] => [
  ...new Set(partsOf(expression).flatMap((part) => (part.kind === 'call' ? [part.name] : []))),
];

const partsOf = (expression: MetricExpression): readonly MetricExpression[] => [
  expression,
  ...childrenOf(expression).flatMap(partsOf),
];

const childrenOf = (expression: MetricExpression): readonly MetricExpression[] => {
  switch (expression.kind) {
    case 'negate':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'list':
      return expression.items;
    case 'call':
      return expression.operands;
    default:
      return [];
  }
};
