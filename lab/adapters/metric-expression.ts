import { type MetricExpression, parseMetricExpression } from '../../core/documents/metric-expression.ts';
import { DocumentInvalid } from '../../core/errors.ts';

/** The text of an expression as the lab's CloudWatch takes it. */
export const metricTree = (text: string): MetricExpression => {
  const parsed = parseMetricExpression(text);
  if (!parsed.ok) throw new DocumentInvalid(`${text}: ${parsed.message}; ${parsed.fix}`);
  return parsed.value.tree;
};
