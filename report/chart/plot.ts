import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { curveLinear, curveStepAfter, line } from 'd3-shape';
import type { Bounds, HttpProbe, MetricProbe } from '../../core/experiment.ts';
import type { Reading } from '../../core/run.ts';
import { spanMs, withMissing } from '../../core/stream.ts';
import { type Html, html } from '../html.ts';
import { offset } from '../time.ts';
import { mark } from './band.ts';
import { type Frame, rounded } from './frame.ts';
import { highest, lowest } from './in-words.ts';
import { type Point, places, thin } from './thin.ts';
import { valueAxis } from './value-axis.ts';

/** How high the plot of a probe is, in pixels. */
export const plotPx = 118;

/** A plot, and the values at its lower and its upper edge. */
export type Plot = { readonly svg: Html; readonly low: number; readonly high: number };

/** The readings of a probe against its bounds; `decidedAtMs` is when the reading that decided was known. */
export const plotOf = (
  frame: Frame,
  probe: HttpProbe | MetricProbe,
  taken: readonly Reading[],
  top: number,
  decidedAtMs?: number,
): Plot => {
  const all = probe.type === 'http' ? withMissing(probe, taken) : taken;
  const shown = all.filter(({ atMs }) => atMs + spanMs(probe) >= frame.fromMs && atMs <= frame.toMs);
  const bounds = boundsOf(probe);
  const y = valueScale(shown, bounds, top);
  const points = shown.map((reading) => pointOf(frame, y, reading));
  const decided =
    decidedAtMs === undefined ? undefined : shown.find((reading) => decides(reading, decidedAtMs));
  const svg = html`${valueAxis(frame, y, bounds, [top, top + plotPx])}${lineOf(frame, y, probe, shown, points)}${dots(
    'bad',
    points.filter(({ ok, y: height }) => !ok && height !== undefined),
  )}${dots(
    'missing',
    points.filter((point) => point.y === undefined),
    top + plotPx - 5,
  )}${decided && decidedMark(frame, y, decided, top)}`;
  const [low = 0, high = 1] = y.domain();
  return { svg, low, high };
};

const boundsOf = (probe: HttpProbe | MetricProbe): Bounds => {
  if (probe.type === 'metric') return probe.bounds;
  const { maxLatencyMs } = probe.expect;
  return maxLatencyMs === undefined ? {} : { max: maxLatencyMs };
};

const valueScale = (shown: readonly Reading[], { min, max }: Bounds, top: number) => {
  const values = [...shown.map(({ value }) => value), min, max].filter((value) => value !== undefined);
  const low = Math.min(0, lowest(values));
  const high = Math.max(highest(values), low);
  // Of nothing, or of zeros only, there is no scale.
  return scaleLinear([low, high > low ? high : low + 1], [top + plotPx, top]).nice(3);
};

const pointOf = (frame: Frame, y: ScaleLinear<number, number>, { atMs, value, ok }: Reading): Point => ({
  ...{ x: frame.x(atMs), ok },
  ...(value !== undefined && { y: y(value) }),
});

const lineOf = (
  frame: Frame,
  y: ScaleLinear<number, number>,
  probe: HttpProbe | MetricProbe,
  shown: readonly Reading[],
  points: readonly Point[],
): Html => {
  const last = shown.at(-1);
  // A period speaks until its end.
  const end =
    probe.type === 'metric' && last ? [pointOf(frame, y, { ...last, atMs: last.atMs + probe.periodMs })] : [];
  const path = line<Point>(
    ({ x }) => x,
    ({ y: height = 0 }) => height,
  )
    .defined((point) => point.y !== undefined)
    .curve(probe.type === 'metric' ? curveStepAfter : curveLinear)
    .digits(1)(thin([...points, ...end]));
  return html`<path class="series" d="${path ?? ''}"/>`;
};

// A signal is dated when the answer was there, a reading when it was asked for.
const decides = ({ ok, atMs, value = 0 }: Reading, decidedAtMs: number): boolean =>
  !ok && (atMs === decidedAtMs || Math.abs(atMs + value - decidedAtMs) < 2);

const decidedMark = (frame: Frame, y: ScaleLinear<number, number>, reading: Reading, top: number): Html => {
  const { x, y: height = top + plotPx } = pointOf(frame, y, reading);
  const words = `the deciding reading, ${offset(reading.atMs, frame.zeroMs)}: ${reading.detail}`;
  return mark('proof', x, rounded(height), words);
};

// One path for all of them: the shape is drawn at each of its corners.
const dots = (look: 'bad' | 'missing', points: readonly Point[], without?: number): Html | false => {
  const at = places(points, without)
    .map((place) => place.join())
    .join('L');
  const title = look === 'bad' ? 'bad readings' : 'readings that are missing';
  return points.length > 0 && html`<path class="${look}" d="M${at}"><title>${title}</title></path>`;
};
