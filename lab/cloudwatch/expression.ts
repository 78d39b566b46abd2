import type { MetricExpression } from '../../core/documents/metric-expression.ts';

/** The value over one period; undefined when an operand is missing or a division is by zero. */
export const evaluate = (
  expression: MetricExpression,
  read: (id: string) => number | undefined,
): number | undefined => {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'metric':
      return read(expression.id);
    case 'fill':
      return read(expression.id) ?? expression.value;
    case 'negate': {
      const operand = evaluate(expression.operand, read);
      return operand === undefined ? undefined : -operand;
    }
    case 'binary': {
      const left = evaluate(expression.left, read);
      const right = evaluate(expression.right, read);
      return left === undefined || right === undefined
        ? undefined
        : combine(expression.operator, left, right);
    }
  }
};

const combine = (operator: '+' | '-' | '*' | '/', left: number, right: number): number | undefined => {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  return right === 0 ? undefined : left / right;
};

/** The metric ids an expression reads. */
export const idsOf = (expression: MetricExpression): readonly string[] => {
  switch (expression.kind) {
    case 'number':
      return [];
    case 'metric':
    case 'fill':
      return [expression.id];
    case 'negate':
      return idsOf(expression.operand);
    case 'binary':
      return [...new Set([...idsOf(expression.left), ...idsOf(expression.right)])];
  }
};

/** The expression as CloudWatch writes it. */
export const formatExpression = (expression: MetricExpression): string => {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'metric':
      return expression.id;
    case 'fill':
      return `FILL(${expression.id}, ${expression.value})`;
    case 'negate':
      return `-${inner(expression.operand)}`;
    case 'binary':
      return `${inner(expression.left)} ${expression.operator} ${inner(expression.right)}`;
  }
};

const inner = (expression: MetricExpression) =>
  expression.kind === 'binary' ? `(${formatExpression(expression)})` : formatExpression(expression);
