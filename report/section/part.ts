import { type Content, type Html, html } from '../html.ts';
import { isoOf, offset, utc } from '../time.ts';
import type { Tone } from '../words.ts';

/** How deep a heading is: a run is a page of its own, or a part of a game day's. */
export type Level = 2 | 3;

/** A part of a page under its heading. */
export const part = (level: Level, title: string, body: Content): Html =>
  level === 2
    ? html`<section><h2>${title}</h2>${body}</section>`
    : html`<section><h3>${title}</h3>${body}</section>`;

/** A table; its first column names the row. On a phone its rows are stacked, or it scrolls by itself. */
export const table = (
  caption: string,
  head: readonly string[],
  rows: readonly (readonly Content[])[],
  onPhone: 'stack' | 'scroll' = 'stack',
): Html =>
  html`<div class="${onPhone}" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead><tbody>${rows.map(
    ([first, ...rest]) =>
      html`<tr><th scope="row">${first}</th>${rest.map((cell, index) =>
        onPhone === 'stack' ? html`<td data-label="${head[index + 1]}">${cell}</td>` : html`<td>${cell}</td>`,
      )}</tr>
`,
  )}</tbody></table></div>`;

/** A list of sentences. */
export const list = (items: readonly Content[]): Html =>
  html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;

/** A moment as a distance, with the date and time for whoever points at it and for machines. */
export const moment = (atMs: number | undefined, fromMs: number): Content =>
  atMs === undefined
    ? '–'
    : html`<time datetime="${isoOf(atMs)}" title="${utc(atMs)}">${offset(atMs, fromMs)}</time>`;

const icons: Readonly<Record<Tone, Html>> = {
  good: html`<circle cx="12" cy="12" r="10.5"/><path d="M7 12.5l3.5 3.5L17 8.5"/>`,
  bad: html`<path d="M8 1.5h8L22.500 8v8L16 22.500H8L1.500 16V8Z"/><path d="M8 8l8 8M16 8l-8 8"/>`,
  open: html`<circle cx="12" cy="12" r="10.5" stroke-dasharray="4 3"/><path d="M9 9.500a3 3 0 1 1 4.200 2.800q-1.200.6-1.200 2M12 17.200v.3"/>`,
};

/** The shape of a tone; the word beside it says the same. */
export const icon = (tone: Tone): Html =>
  html`<svg class="icon ${tone}" viewBox="0 0 24 24" aria-hidden="true">${icons[tone]}</svg>`;
