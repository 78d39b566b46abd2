import type { MathValue } from './math-value.ts';

/** IF(condition, value, other): the rules are those of CW/using-metric-math, "Using IF expressions". */
export const ifThenElse = ([condition, value, other]: readonly MathValue[]): MathValue => {
  if (condition === undefined || value === undefined) return { kind: 'number', value: undefined };
  if (condition.kind === 'number') return constantly(condition.value, value, other);
  if (condition.kind === 'array') return { kind: 'number', value: undefined };
  const points = condition.points.map((holds, index) => {
    if (holds === undefined) return undefined;
    // "Has the value of 0, if … TRUE and the corresponding data point does not exist in metric2."
    return holds === 0 ? at(other, index) : (at(value, index) ?? 0);
  });
  return { kind: 'series', points };
};

const constantly = (holds: number | undefined, value: MathValue, other: MathValue | undefined): MathValue => {
  const chosen = holds === undefined || holds === 0 ? other : value;
  if (holds !== undefined && chosen !== undefined) return chosen;
  // "Is an empty time series, if metric3 is omitted."
  return value.kind === 'series'
    ? { kind: 'series', points: value.points.map(() => undefined) }
    : { kind: 'number', value: undefined };
};

const at = (value: MathValue | undefined, index: number) => {
  if (value === undefined || value.kind === 'array') return undefined;
  return value.kind === 'number' ? value.value : value.points[index];
};
