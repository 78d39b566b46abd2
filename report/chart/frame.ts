import { scaleLinear } from 'd3-scale';
import { type Html, html } from '../html.ts';
import { offset, utcClock } from '../time.ts';
import { letterPx, placeLabels, textWidth } from './place-labels.ts';

/** A stretch of time. */
export type Span = { readonly fromMs: number; readonly toMs: number };

/** The common time axis of the charts at one width. `x` never leaves the plot. */
export type Frame = Span & {
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly zeroMs: number;
  x(atMs: number): number;
};

/** A chart for a desk or for paper, and one for a phone: the letters have the same size on both. */
export const widths = { wide: 880, narrow: 356 } as const;

/** Makes the frame of one width. */
export const frameOf = (width: keyof typeof widths, { fromMs, toMs }: Span, zeroMs: number): Frame => {
  const [left, right] = width === 'wide' ? [64, widths.wide - 12] : [56, widths.narrow - 6];
  const x = scaleLinear([fromMs, Math.max(toMs, fromMs + 1)], [left, right]).clamp(true);
  return { fromMs, toMs, zeroMs, width: widths[width], left, right, x: (atMs) => rounded(x(atMs)) };
};

/** A tenth of a pixel is more than a screen shows. */
export const rounded = (px: number): number => Math.round(px * 10) / 10;

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12, 24, 48, 168].map((n) => n * hour),
];

/** The moments that an axis names: round distances from the zero. */
export const ticksOf = ({ fromMs, toMs, zeroMs, left, right }: Frame): readonly number[] => {
  const room = Math.max(2, Math.floor((right - left) / 96));
  const step = steps.find((ms) => (toMs - fromMs) / ms <= room) ?? Math.ceil((toMs - fromMs) / room);
  const first = Math.ceil((fromMs - zeroMs) / step);
  const last = Math.floor((toMs - zeroMs) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => zeroMs + (first + n) * step);
};

/** The lines of the time axis through a plot, and its words below it, with the time of day where there is room for it. */
export const timeAxis = (frame: Frame, top: number, bottom: number, clock = false): Html => {
  const ticks = ticksOf(frame);
  const labels = placeLabels(
    ticks.map((atMs) => ({ x: frame.x(atMs), text: widest(offset(atMs, frame.zeroMs), clock), atMs })),
    frame.left - 30,
    frame.right,
  ).filter(({ row }) => row === 0);
  return html`<g class="axis">${ticks.map((atMs) => html`<path d="M${frame.x(atMs)},${top}V${bottom}"/>`)}${labels.map(
    ({ left, width, atMs }) =>
      html`<text x="${rounded(left + width / 2)}" y="${bottom + 18}">${offset(atMs, frame.zeroMs)}</text>${
        clock &&
        html`<text class="faint" x="${rounded(left + width / 2)}" y="${bottom + 32}">${utcClock(atMs)}</text>`
      }`,
  )}</g>`;
};

// Two words below each other need the room of the wider one.
const widest = (text: string, clock: boolean): string =>
  clock && textWidth(text) < textWidth('00:00:00') ? '00:00:00' : text;

/** How high the words of the time axis are. */
export const axisPx = (clock = false): number => (clock ? 2 : 1) * (letterPx + 3) + 10;
