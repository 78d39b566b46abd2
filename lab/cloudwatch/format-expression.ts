import type { MetricExpression } from '../../core/documents/metric-expression.ts';

/** The expression as CloudWatch writes it. */
export const formatExpression = (expression: MetricExpression): string => {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'metric':
      return expression.id;
    case 'negate':
      return `-${inner(expression.operand)}`;
    case 'binary':
      return `${inner(expression.left)} ${expression.operator} ${inner(expression.right)}`;
    case 'list':
      return `[${expression.items.map(formatExpression).join(', ')}]`;
    case 'call':
      return `${expression.name}(${expression.operands.map(formatExpression).join(', ')})`;
    case 'word':
      return expression.word;
    case 'text':
      return `'${expression.text}'`;
  }
};

const inner = (expression: MetricExpression) =>
  expression.kind === 'binary' ? `(${formatExpression(expression)})` : formatExpression(expression);
