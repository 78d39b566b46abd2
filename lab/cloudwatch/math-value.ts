import type { MetricExpression } from '../../core/documents/metric-expression.ts';

/** A value for each period, undefined where there is none. */
export type Points = readonly (number | undefined)[];

/** A series, with the id of the metric it is, if it is one. */
export type Series = { readonly kind: 'series'; readonly points: Points; readonly id?: string };

/** What a part of an expression gives: S, TS or TS[] in CloudWatch's tables. */
export type MathValue =
  | { readonly kind: 'number'; readonly value: number | undefined }
  | Series
  | { readonly kind: 'array'; readonly items: readonly Series[] };

/** What functions compute with. */
export type MathContext = {
  /** The start of each period. */
  readonly atMs: readonly number[];
  readonly periodMs: number;
  /** Every metric of the request. */
  readonly ids: readonly string[];
  read(id: string): Points;
  evaluate(expression: MetricExpression): MathValue;
};

/** Applies a function to each value there is; what has no finite result is dropped, as a division by zero is. */
export const mapPoints = (value: MathValue, change: (value: number) => number): MathValue => {
  if (value.kind === 'number') return { kind: 'number', value: changed(value.value, change) };
  if (value.kind === 'array')
    return mapSeries(value, (points) => points.map((point) => changed(point, change)));
  return { kind: 'series', points: value.points.map((point) => changed(point, change)) };
};

const changed = (value: number | undefined, change: (value: number) => number) =>
  value === undefined ? undefined : finite(change(value));

/** The number, or undefined where there is none. */
export const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

/** Applies a function to the series, or to each series of several, which keep their ids. */
export const mapSeries = (value: MathValue, change: (points: Points) => Points): MathValue => {
  if (value.kind === 'number') return value;
  if (value.kind === 'series') return { ...value, points: change(value.points) };
  return { kind: 'array', items: value.items.map((item) => ({ ...item, points: change(item.points) })) };
};

/** Values that are there. */
export const present = (points: Points): readonly number[] => points.filter((point) => point !== undefined);
