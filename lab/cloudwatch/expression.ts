/** A metric expression as parsed: arithmetic over metric ids, with CloudWatch's FILL for a constant. */
export type MetricExpression =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'id'; readonly id: string }
  | {
      readonly type: 'binary';
      readonly op: '+' | '-' | '*' | '/';
      readonly left: MetricExpression;
      readonly right: MetricExpression;
    }
  | { readonly type: 'negate'; readonly operand: MetricExpression }
  | { readonly type: 'fill'; readonly id: string; readonly value: number };

/** The value over one period; undefined when an operand is missing or a division is by zero. */
export const evaluate = (
  expression: MetricExpression,
  read: (id: string) => number | undefined,
): number | undefined => {
  switch (expression.type) {
    case 'number':
      return expression.value;
    case 'id':
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
      return left === undefined || right === undefined ? undefined : combine(expression.op, left, right);
    }
  }
};

const combine = (op: '+' | '-' | '*' | '/', left: number, right: number): number | undefined => {
  if (op === '+') return left + right;
  if (op === '-') return left - right;
  if (op === '*') return left * right;
  return right === 0 ? undefined : left / right;
};

/** The metric ids an expression reads. */
export const idsOf = (expression: MetricExpression): readonly string[] => {
  switch (expression.type) {
    case 'number':
      return [];
    case 'id':
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
  switch (expression.type) {
    case 'number':
      return String(expression.value);
    case 'id':
      return expression.id;
    case 'fill':
      return `FILL(${expression.id}, ${expression.value})`;
    case 'negate':
      return `-${inner(expression.operand)}`;
    case 'binary':
      return `${inner(expression.left)} ${expression.op} ${inner(expression.right)}`;
  }
};

const inner = (expression: MetricExpression) =>
  expression.type === 'binary' ? `(${formatExpression(expression)})` : formatExpression(expression);
