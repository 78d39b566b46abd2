/** A reading on its way into a picture, in pixels. `y` is missing where there was no value. */
export type Point = { readonly x: number; readonly y?: number; readonly ok: boolean };

/**
 * As few points as draw the same line: of each column of pixels the first, the lowest, the highest and the last, and
 * every gap. Points are in order of `x`.
 */
export const thin = (points: readonly Point[]): readonly Point[] => {
  const kept: Point[] = [];
  let column: Column | undefined;
  for (const point of points) {
    const at = Math.floor(point.x);
    if (column && (column.at !== at || point.y === undefined)) {
      kept.push(...pointsIn(column));
      column = undefined;
    }
    if (point.y === undefined) keepGap(kept, point);
    else
      column = column ? widened(column, point) : { at, first: point, low: point, high: point, last: point };
  }
  return column ? [...kept, ...pointsIn(column)] : kept;
};

type Column = {
  readonly at: number;
  readonly first: Point;
  readonly low: Point;
  readonly high: Point;
  readonly last: Point;
};

const keepGap = (kept: Point[], point: Point): void => {
  const before = kept.at(-1);
  if (before?.y !== undefined || before === undefined || Math.floor(before.x) !== Math.floor(point.x))
    kept.push(point);
};

const widened = (column: Column, point: Point): Column => ({
  ...column,
  low: heightOf(point) < heightOf(column.low) ? point : column.low,
  high: heightOf(point) > heightOf(column.high) ? point : column.high,
  last: point,
});

const heightOf = ({ y = 0 }: Point): number => y;

const pointsIn = ({ first, low, high, last }: Column): readonly Point[] =>
  [...new Set([first, low, high, last])].sort((a, b) => a.x - b.x);

/** Where to put a mark for each of these points, to the pixel; two at the same place are one mark. */
export const places = (
  points: readonly Point[],
  without = 0,
): readonly (readonly [x: number, y: number])[] => {
  const seen = new Map(
    points.map(({ x, y = without }) => {
      const place = [Math.round(x), Math.round(y)] as const;
      return [place.join(), place] as const;
    }),
  );
  return [...seen.values()];
};
