/** A label that wants to be centred at `x`, in pixels. */
export type Label = { readonly x: number; readonly text: string };

/** Where a label goes: its left edge, its width, and its row, counted from 0. */
export type Placed<L extends Label> = L & {
  readonly left: number;
  readonly width: number;
  readonly row: number;
};

/** The size of the letters in a chart, in pixels. */
export const letterPx = 11;

const gapPx = 8;

/** An upper estimate of how wide a text is: no font is measured here. */
export const textWidth = (text: string): number =>
  Array.from(text).reduce((width, character) => width + emOf(character), 0) * letterPx;

// Of the system fonts, Verdana and DejaVu are the widest; a capital M or W is wider than the average of them.
const emOf = (character: string): number => {
  if ((character.codePointAt(0) ?? 0) >= 0x1100) return 1.1;
  if (/[\sfijlrtI.,:;'|()·-]/.test(character)) return 0.42;
  return /[A-Zmw%@]/.test(character) ? 0.84 : 0.63;
};

/** The text, cut so that it is no wider than that. */
export const fitted = (text: string, width: number): string => {
  if (textWidth(text) <= width) return text;
  let short = Array.from(text);
  while (short.length > 1 && textWidth(`${short.join('')}…`) > width) short = short.slice(0, -1);
  return `${short.join('')}…`;
};

/** Gives each label the first row in which it touches no other, moved in from the edges. No two overlap. */
export const placeLabels = <L extends Label>(
  labels: readonly L[],
  leftPx: number,
  rightPx: number,
): readonly Placed<L>[] => {
  const rows: number[] = [];
  return labels
    .toSorted((a, b) => a.x - b.x)
    .map((label) => {
      const text = fitted(label.text, rightPx - leftPx);
      const width = textWidth(text);
      const left = Math.max(leftPx, Math.min(label.x - width / 2, rightPx - width));
      const free = rows.findIndex((endsAt) => left >= endsAt + gapPx);
      const row = free === -1 ? rows.length : free;
      rows[row] = left + width;
      return { ...label, text, left, width, row };
    });
};

/** How many rows there are. */
export const rowsOf = (placed: readonly { readonly row: number }[]): number =>
  Math.max(-1, ...placed.map(({ row }) => row)) + 1;
