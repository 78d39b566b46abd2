import type { MetricExpression } from '../../core/documents/metric-expression.ts';
import { arrayFunction } from './array-functions.ts';
import { fill } from './fill.ts';
import { ifThenElse } from './if-then-else.ts';
import { type MathContext, type MathValue, mapPoints, mapSeries, type Points } from './math-value.ts';
import { isSummary, summary } from './summaries.ts';
import { CALENDAR, overTime } from './time-functions.ts';

const PER_POINT: Readonly<Record<string, (value: number) => number>> = {
  ABS: Math.abs,
  CEIL: Math.ceil,
  FLOOR: Math.floor,
  LOG: Math.log,
  LOG10: Math.log10,
};

const NOTHING: MathValue = { kind: 'number', value: undefined };

/** Calls a function of metric math. Those that only AWS can compute give nothing: they are refused before. */
export const callFunction = (
  name: string,
  operands: readonly MetricExpression[],
  context: MathContext,
): MathValue => {
  const [first, second] = operands;
  const values = operands.map(context.evaluate);
  const [value = NOTHING, otherwise] = values;
  const perPoint = Object.hasOwn(PER_POINT, name) ? PER_POINT[name] : undefined;
  if (perPoint) return mapPoints(value, perPoint);
  if (isSummary(name)) return summary(name, value, context.atMs.length);
  const walk = overTime(name, context.atMs);
  if (walk) return mapSeries(value, walk);
  const calendar = Object.hasOwn(CALENDAR, name) ? CALENDAR[name] : undefined;
  if (calendar) return series(context.atMs.map(calendar));
  if (name === 'FILL') return fill(value, second?.kind === 'word' ? second.word : (otherwise ?? NOTHING));
  if (name === 'IF') return ifThenElse(values);
  if (name === 'PERIOD') return { kind: 'number', value: context.periodMs / 1000 };
  if (name === 'TIME_SERIES') return series(context.atMs.map(() => numberOf(value)));
  if (name === 'METRICS') return metrics(first?.kind === 'text' ? first.text : '', context);
  return arrayFunction(name, value, operands.slice(1), values.slice(1).map(numberOf)) ?? NOTHING;
};

const series = (points: Points): MathValue => ({ kind: 'series', points });

const numberOf = (value: MathValue) => (value.kind === 'number' ? value.value : undefined);

/** "Only the graphed metrics that contain that string in their Id field." */
const metrics = (part: string, { ids, read }: MathContext): MathValue => ({
  kind: 'array',
  items: ids.filter((id) => id.includes(part)).map((id) => ({ kind: 'series', id, points: read(id) })),
});
