import { type MathValue, mapSeries, type Points } from './math-value.ts';

/** FILL: gives the periods without a value one (CW/using-metric-math). `filler` is `REPEAT`, `LINEAR` or a value. */
export const fill = (value: MathValue, filler: string | MathValue): MathValue =>
  mapSeries(value, (points) => {
    if (filler === 'REPEAT') return repeated(points);
    if (filler === 'LINEAR') return interpolated(points);
    return points.map((point, index) => point ?? fillerAt(filler, index));
  });

const fillerAt = (filler: string | MathValue, index: number) => {
  if (typeof filler === 'string' || filler.kind === 'array') return undefined;
  return filler.kind === 'number' ? filler.value : filler.points[index];
};

const repeated = (points: Points): Points => {
  let last: number | undefined;
  return points.map((point) => {
    last = point ?? last;
    return last;
  });
};

/** "The values at the beginning and the end of the gap": a gap that lacks one of them stays. */
const interpolated = (points: Points): Points =>
  points.map((point, index) => {
    if (point !== undefined) return point;
    const before = points.findLastIndex((value, at) => at < index && value !== undefined);
    const after = points.findIndex((value, at) => at > index && value !== undefined);
    const [from, to] = [points[before], points[after]];
    if (from === undefined || to === undefined) return undefined;
    return from + ((to - from) * (index - before)) / (after - before);
  });
