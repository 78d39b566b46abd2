import type { MetricOperator } from '../../core/documents/metric-expression.ts';
import { finite, type MathValue, type Points, type Series } from './math-value.ts';

const truth = (yes: boolean) => (yes ? 1 : 0);

const OPERATORS: Readonly<Record<MetricOperator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
  '==': (left, right) => truth(left === right),
  '!=': (left, right) => truth(left !== right),
  '<': (left, right) => truth(left < right),
  '<=': (left, right) => truth(left <= right),
  '>': (left, right) => truth(left > right),
  '>=': (left, right) => truth(left >= right),
  AND: (left, right) => truth(left !== 0 && right !== 0),
  OR: (left, right) => truth(left !== 0 || right !== 0),
};

/** An operator applied to two values, period by period, and to each series of several. */
export const operate = (operator: MetricOperator, left: MathValue, right: MathValue): MathValue => {
  if (left.kind === 'array') return each(left.items, (item) => operate(operator, item, right));
  if (right.kind === 'array') return each(right.items, (item) => operate(operator, left, item));
  if (left.kind === 'number' && right.kind === 'number') {
    return { kind: 'number', value: bothKnown(operator, left.value, right.value) };
  }
  if (left.kind === 'number') return { kind: 'series', points: withNumber(operator, left, right) };
  if (right.kind === 'number') return { kind: 'series', points: withNumber(operator, left, right) };
  return { kind: 'series', points: pointwise(operator, left.points, right.points) };
};

const each = (items: readonly Series[], apply: (item: Series) => MathValue): MathValue => ({
  kind: 'array',
  items: items.flatMap((item) => {
    const value = apply(item);
    return value.kind === 'series' ? [{ ...value, ...(item.id !== undefined && { id: item.id }) }] : [];
  }),
});

const bothKnown = (operator: MetricOperator, left: number | undefined, right: number | undefined) =>
  left === undefined || right === undefined ? undefined : finite(OPERATORS[operator](left, right));

const withNumber = (
  operator: MetricOperator,
  left: Exclude<MathValue, { kind: 'array' }>,
  right: Exclude<MathValue, { kind: 'array' }>,
): Points => {
  const { points } = left.kind === 'series' ? left : right.kind === 'series' ? right : { points: [] };
  return points.map((point) =>
    left.kind === 'number'
      ? bothKnown(operator, left.value, point)
      : bothKnown(operator, point, numberOf(right)),
  );
};

const numberOf = (value: MathValue) => (value.kind === 'number' ? value.value : undefined);

// "Missing values in a time series are treated as 0"; "when … only one of the time series has a value for a particular
// time stamp, the function treats the missing value in the other time series as 0" (CW/using-metric-math). Where
// neither has a value there is no such time stamp. A division by zero is dropped.
const pointwise = (operator: MetricOperator, left: Points, right: Points): Points =>
  left.map((point, index) => {
    const other = right[index];
    if (point === undefined && other === undefined) return undefined;
    return finite(OPERATORS[operator](point ?? 0, other ?? 0));
  });
