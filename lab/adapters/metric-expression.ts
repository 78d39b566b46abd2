import { type MetricExpression, parseMetricExpression } from '../../core/documents/metric-expression.ts';
import { DocumentInvalid } from '../../core/errors.ts';

/** The text of an expression as the lab's CloudWatch takes it; refuses what only AWS can compute. */
export const metricTree = (text: string): MetricExpression => {
  const parsed = parseMetricExpression(text);
  if (!parsed.ok) throw new DocumentInvalid(`${text}: ${parsed.message}; ${parsed.fix}`);
  const [name] = parsed.value.onlyOnAws;
  if (name !== undefined) {
    throw new DocumentInvalid(
      `${text}: the lab does not compute ${name}, its data are on AWS only; run this experiment there, or judge the metrics themselves`,
    );
  }
  return parsed.value.tree;
};
