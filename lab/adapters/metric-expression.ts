import {
  type MetricExpression as DocumentExpression,
  parseMetricExpression,
} from '../../core/documents/metric-expression.ts';
import { DocumentInvalid } from '../../core/errors.ts';
import type { MetricExpression } from '../cloudwatch/expression.ts';

/** The text of an expression as the lab's CloudWatch takes it. */
export const metricTree = (text: string): MetricExpression => {
  const parsed = parseMetricExpression(text);
  if (!parsed.ok) throw new DocumentInvalid(`${text}: ${parsed.message}; ${parsed.fix}`);
  return convert(parsed.value.tree);
};

const convert = (tree: DocumentExpression): MetricExpression => {
  switch (tree.kind) {
    case 'number':
      return { type: 'number', value: tree.value };
    case 'metric':
      return { type: 'id', id: tree.id };
    case 'fill':
      return { type: 'fill', id: tree.id, value: tree.value };
    case 'negate':
      return { type: 'negate', operand: convert(tree.operand) };
    case 'binary':
      return { type: 'binary', op: tree.operator, left: convert(tree.left), right: convert(tree.right) };
  }
};
