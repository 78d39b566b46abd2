import { type Html, html } from '../html.ts';
import { type Frame, rounded } from './frame.ts';
import { placeLabels, rowsOf, textWidth } from './place-labels.ts';

/** A stretch of a band: what it is called, and how it looks (`class`). */
export type Segment = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly text: string;
  readonly look: string;
  /** Its words are only for where there is room for them. */
  readonly quiet?: boolean;
};

/** A moment on a band: what it is called, and the shape of its mark. */
export type Moment = { readonly atMs: number; readonly text: string; readonly shape: Shape };

/** The marks that a moment may have. Their shapes differ, not only their colours. */
export type Shape = 'tick' | 'proof' | 'stop' | 'undo' | 'good';

const highPx = 20;
const rowPx = 15;

/** A part of a chart, and how high it is. */
export type Part = { readonly svg: Html; readonly height: number };

/** A band with its words: inside where they fit, below where they do not; the words of moments are below too. */
export const band = (
  frame: Frame,
  top: number,
  segments: readonly Segment[],
  moments: readonly Moment[] = [],
): Part => {
  const drawn = segments.map((segment) => {
    const [from, to] = [frame.x(segment.fromMs), frame.x(segment.toMs)];
    return {
      ...segment,
      from,
      wide: Math.max(1, rounded(to - from)),
      fits: to - from > textWidth(segment.text) + 6,
    };
  });
  const outside = [
    ...drawn
      .filter(({ fits, quiet }) => !fits && !quiet)
      .map(({ from, wide, text }) => ({ x: from + wide / 2, text })),
    ...moments.map(({ atMs, text }) => ({ x: frame.x(atMs), text })),
  ];
  const placed = placeLabels(outside, 2, frame.right);
  const svg = html`<g>${drawn.map(
    ({ from, wide, text, look, fits }) =>
      html`<rect class="seg ${look}" x="${from}" y="${top}" width="${wide}" height="${highPx}" rx="2"><title>${text}</title></rect>${
        fits && html`<text class="in ${look}" x="${rounded(from + wide / 2)}" y="${top + 14}">${text}</text>`
      }`,
  )}${placed.map(
    ({ x, row }) =>
      html`<path class="leader" d="M${rounded(x)},${top + highPx}V${top + highPx + 5 + row * rowPx}"/>`,
  )}${placed.map(
    ({ left, width, row, text }) =>
      html`<text class="beside" x="${rounded(left + width / 2)}" y="${top + highPx + 15 + row * rowPx}">${text}</text>`,
  )}${moments.map(({ atMs, text, shape }) => mark(shape, frame.x(atMs), top + highPx / 2, text))}</g>`;
  return { svg, height: highPx + rowsOf(placed) * rowPx + (placed.length > 0 ? 6 : 0) };
};

const shapes: Readonly<Record<Shape, string>> = {
  tick: 'M0,-10V10',
  proof: 'M0,-5L5,0L0,5L-5,0Z',
  stop: 'M-3,-7H3L7,-3V3L3,7H-3L-7,3V-3Z',
  undo: 'M-6,0L5,-6V6Z',
  good: 'M-5,0L-1.5,4L6,-5',
};

/** A mark with its words for whoever points at it. */
export const mark = (shape: Shape, x: number, y: number, text: string): Html =>
  html`<path class="mark ${shape}" transform="translate(${x} ${y})" d="${shapes[shape]}"><title>${text}</title></path>`;
