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
