import { scaleLinear } from 'd3-scale';
import { curveLinear, curveStepAfter, line } from 'd3-shape';
import type { Bounds, Probe } from '../../core/experiment.ts';
import type { AlarmChange } from '../../core/ports.ts';
import type { Reading } from '../../core/run.ts';
import { spanMs, withMissing } from '../../core/stream.ts';
import { type Html, html } from '../html.ts';
import { offset } from '../time.ts';
import { alarmBand } from './alarm-band.ts';
import { mark } from './band.ts';
import { axisPx, type Frame, rounded, timeAxis } from './frame.ts';
import { placeLabels, rowsOf } from './place-labels.ts';
import { type Point, places, thin } from './thin.ts';
import { numberOf, valueAxis } from './value-axis.ts';

/** What a probe's chart shows of the run around it. */
export type Around = {
  readonly windows: readonly { readonly fromMs: number; readonly toMs: number }[];
  readonly marks: readonly { readonly atMs: number; readonly text: string; readonly look: string }[];
  /** When the reading that decided was taken, if this probe decided. */
  readonly decidedAtMs?: number;
};

const plotPx = 118;
const rowPx = 15;

/** One probe over the time of the run: readings with their bounds, what was bad and what is missing, and its alarm. */
export const probeChart = (
  frame: Frame,
  probe: Probe,
  readings: readonly Reading[],
  changes: readonly AlarmChange[],
  around: Around,
): Html => {
  const labels = placeLabels(
    around.marks.map((one) => ({ ...one, x: frame.x(one.atMs) })),
    2,
    frame.right,
  );
  const top = rowsOf(labels) * rowPx + 8;
  const plot = probe.type === 'alarm' ? undefined : plotOf(frame, probe, readings, around, top);
  const plotEnd = top + (plot ? plotPx : 0);
  const alarm =
    changes.length > 0 || probe.type === 'alarm' ? alarmBand(frame, plotEnd + 8, changes) : undefined;
  const bottom = plotEnd + (alarm ? alarm.height + 12 : 0);
  const shaded = around.windows.map(({ fromMs, toMs }) => {
    const [from, to] = [frame.x(fromMs), frame.x(toMs)];
    return html`<rect class="window" x="${from}" y="${top}" width="${rounded(to - from)}" height="${bottom - top}"/>`;
  });
  const lines = labels.map(
    ({ x, row, look }) => html`<path class="line ${look}" d="M${x},${row * rowPx + 15}V${bottom}"/>`,
  );
  // After all lines, so that none goes through a word.
  const words = labels.map(
    ({ left, width, row, text, look }) =>
      html`<text class="beside ${look}" x="${rounded(left + width / 2)}" y="${row * rowPx + 12}">${text}</text>`,
  );
  const values = plot && html` data-low="${plot.low}" data-high="${plot.high}" data-unit="${unitOf(probe)}"`;
  return html`<svg role="img" viewBox="0 0 ${frame.width} ${bottom + axisPx()}" data-from="${frame.fromMs}" data-to="${frame.toMs}" data-zero="${frame.zeroMs}" data-left="${frame.left}" data-right="${frame.right}" data-top="${top}" data-bottom="${plotEnd}"${values}><title>${`Probe ${probe.name} over time`}</title><desc>${describe(readings, changes, frame)}</desc>${shaded}${timeAxis(frame, top, bottom)}${lines}${words}${plot?.svg}${alarm?.svg}</svg>`;
};

const unitOf = ({ type }: Probe): string => (type === 'http' ? ' ms' : '');

const describe = (
  readings: readonly Reading[],
  changes: readonly AlarmChange[],
  { zeroMs }: Frame,
): string => {
  const bad = readings.filter(({ ok }) => !ok);
  const values = readings.flatMap(({ value }) => value ?? []);
  const range = values.length > 0 ? `, from ${numberOf(lowest(values))} to ${numberOf(highest(values))}` : '';
  const when = bad[0]
    ? `, the first ${offset(bad[0].atMs, zeroMs)}, the last ${offset(bad.at(-1)?.atMs ?? 0, zeroMs)}`
    : '';
  const states = changes.map(({ state, atMs }) => `${state} from ${offset(atMs, zeroMs)}`).join(', ');
  return `${readings.length} readings${range}; ${bad.length} bad${when}.${states ? ` Alarm: ${states}.` : ''}`;
};

// Spreading ten thousand values over the arguments of a call is slow, and has a limit.
const lowest = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
const highest = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);

type Plot = { readonly svg: Html; readonly low: number; readonly high: number };

const plotOf = (
  frame: Frame,
  probe: Exclude<Probe, { type: 'alarm' }>,
  taken: readonly Reading[],
  { decidedAtMs }: Around,
  top: number,
): Plot => {
  const all = probe.type === 'http' ? withMissing(probe, taken) : taken;
  const shown = all.filter(({ atMs }) => atMs + spanMs(probe) > frame.fromMs && atMs <= frame.toMs);
  const bounds = boundsOf(probe);
  const values = [...shown.flatMap(({ value }) => value ?? []), ...Object.values(bounds)];
  const [low, high] = scaleLinear(
    [Math.min(0, lowest(values)), Math.max(highest(values), lowest(values) + 1e-9, 1e-9)],
    [0, 1],
  )
    .nice(3)
    .domain() as [number, number];
  const y = scaleLinear([low, high], [top + plotPx, top]);
  const pointOf = ({ atMs, value, ok }: Reading): Point => ({
    ...{ x: frame.x(atMs), ok },
    ...(value !== undefined && { y: y(value) }),
  });
  const points = shown.map(pointOf);
  const last = shown.at(-1);
  // A period speaks until its end.
  if (probe.type === 'metric' && last) points.push(pointOf({ ...last, atMs: last.atMs + probe.periodMs }));
  const drawn = line<Point>(
    ({ x }) => x,
    ({ y: height = 0 }) => height,
  )
    .defined((point) => point.y !== undefined)
    .curve(probe.type === 'metric' ? curveStepAfter : curveLinear)
    .digits(1)(thin(points));
  const marked = shown.map(pointOf);
  const decided = shown.find(({ atMs }) => atMs === decidedAtMs);
  const svg = html`${valueAxis(frame, y, bounds, [top, top + plotPx])}<path class="series" d="${drawn ?? ''}"/>${dots(
    'bad',
    marked.filter(({ ok, y: height }) => !ok && height !== undefined),
    top,
  )}${dots(
    'missing',
    marked.filter((point) => point.y === undefined),
    top + plotPx - 5,
  )}${
    decided &&
    mark(
      'proof',
      frame.x(decided.atMs),
      rounded(pointOf(decided).y ?? top + plotPx),
      `the deciding reading, ${offset(decided.atMs, frame.zeroMs)}: ${decided.detail}`,
    )
  }`;
  return { svg, low, high };
};

const boundsOf = (probe: Exclude<Probe, { type: 'alarm' }>): Bounds => {
  if (probe.type === 'metric') return probe.bounds;
  const { maxLatencyMs } = probe.expect;
  return maxLatencyMs === undefined ? {} : { max: maxLatencyMs };
};

// One path for all of them: the shape is drawn at each of its corners.
const dots = (look: 'bad' | 'missing', points: readonly Point[], without: number): Html | false => {
  const at = places(points, without)
    .map((place) => place.join())
    .join('L');
  const title = look === 'bad' ? 'bad readings' : 'readings that are missing';
  // A path of one corner has no middle and no end, only a start.
  return points.length > 0 && html`<path class="${look}" d="M${at}"><title>${title}</title></path>`;
};
