import type { ScaleLinear } from 'd3-scale';
import type { Bounds } from '../../core/experiment.ts';
import { type Html, html } from '../html.ts';
import { type Frame, rounded } from './frame.ts';

/** A value as an axis has room for it. */
export const numberOf = (value: number): string => {
  if (value !== 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-3)) return value.toExponential(1);
  return Number(value.toPrecision(4)).toString();
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
