import type { ScaleLinear } from 'd3-scale';
import type { Bounds } from '../../core/experiment.ts';
import { type Html, html } from '../html.ts';
import { type Frame, rounded } from './frame.ts';

const units = [
  [1e9, 1e9, 'G'],
  [1e6, 1e6, 'M'],
  [1e4, 1e3, 'k'],
] as const;

/** A value as an axis has room for it. */
export const numberOf = (value: number): string => {
  const size = Math.abs(value);
  if (value !== 0 && (size >= 1e12 || size < 1e-3)) return value.toExponential(1);
  const [, per, unit] = units.find(([least]) => size >= least) ?? [0, 1, ''];
  return `${Number((value / per).toPrecision(per === 1 ? 4 : 3))}${unit}`;
};

const apartPx = 14;

/** The values at the left of a plot. A bound is one of them, and whatever would be too near to it makes room. */
export const valueAxis = (
  { left, right }: Frame,
  y: ScaleLinear<number, number>,
  { min, max }: Bounds,
  [top, bottom]: readonly [top: number, bottom: number],
): Html => {
  const bounds = [
    ...(max === undefined ? [] : [{ value: max, text: `≤ ${numberOf(max)}` }]),
    ...(min === undefined ? [] : [{ value: min, text: `≥ ${numberOf(min)}` }]),
  ].map((bound) => ({ ...bound, at: y(bound.value) }));
  const [first, second] = bounds;
  const near = first && second && Math.abs(first.at - second.at) < apartPx;
  const named = bounds.map((bound, index) => ({
    ...bound,
    // Upper and lower bound push each other apart.
    word: near ? (first.at + second.at) / 2 + (index === 0 ? -apartPx / 2 : apartPx / 2) : bound.at,
  }));
  const ticks = y.ticks(3).filter((value) => named.every(({ word }) => Math.abs(word - y(value)) >= apartPx));
  const high = named.find(({ text }) => text.startsWith('≤'));
  const low = named.find(({ text }) => text.startsWith('≥'));
  return html`<g class="axis">${ticks.map(
    (value) =>
      html`<path d="M${left},${rounded(y(value))}H${right}"/><text class="value" x="${left - 6}" y="${rounded(y(value) + 4)}">${numberOf(value)}</text>`,
  )}</g>${high && html`<rect class="beyond" x="${left}" y="${top}" width="${right - left}" height="${rounded(Math.max(0, high.at - top))}"/>`}${
    low &&
    html`<rect class="beyond" x="${left}" y="${rounded(low.at)}" width="${right - left}" height="${rounded(Math.max(0, bottom - low.at))}"/>`
  }${named.map(
    ({ at, word, text }) =>
      html`<path class="bound" d="M${left},${rounded(at)}H${right}"/><text class="value bound" x="${left - 6}" y="${rounded(word + 4)}">${text}</text>`,
  )}`;
};
