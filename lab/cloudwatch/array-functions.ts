import type { MetricExpression } from '../../core/documents/metric-expression.ts';
import { type MathValue, present, type Series } from './math-value.ts';
import { isSummary, summarized } from './summaries.ts';

/**
 * FIRST, LAST, METRIC_COUNT, REMOVE_EMPTY, SLICE and SORT (CW/using-metric-math); undefined for another name. The other
 * arguments come as words and as numbers.
 */
export const arrayFunction = (
  name: string,
  value: MathValue,
  others: readonly MetricExpression[],
  numbers: readonly (number | undefined)[],
): MathValue | undefined => {
  const items = value.kind === 'array' ? value.items : [];
  switch (name) {
    case 'FIRST':
      return items[0];
    case 'LAST':
      return items.at(-1);
    case 'METRIC_COUNT':
      return { kind: 'number', value: items.length };
    case 'REMOVE_EMPTY':
      return { kind: 'array', items: items.filter(({ points }) => present(points).length > 0) };
    case 'SLICE':
      return { kind: 'array', items: items.slice(numbers[0], numbers[1]) };
    case 'SORT':
      return { kind: 'array', items: sorted(items, others).slice(0, numbers[2] ?? items.length) };
    default:
      return undefined;
  }
};

const sorted = (items: readonly Series[], [by, order]: readonly MetricExpression[]) => {
  const name = by?.kind === 'word' && isSummary(by.word) ? by.word : 'AVG';
  const sign = order?.kind === 'word' && order.word === 'DESC' ? -1 : 1;
  const rank = ({ points }: Series) => summarized(name, points) ?? 0;
  return items.toSorted((a, b) => sign * (rank(a) - rank(b)));
};
