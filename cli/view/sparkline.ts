import type { Reading } from '../../core/run.ts';

/** What a terminal can show: blocks, or what every character set has. */
export type Marks = {
  readonly steps: readonly string[];
  readonly bad: string;
  readonly up: string;
  readonly down: string;
};

const blocks: Marks = { steps: ['▁', '▂', '▃', '▅', '▇'], bad: '✗', up: '●', down: '○' };
const plain: Marks = { steps: ['_', '.', '-', '=', '#'], bad: 'x', up: '+', down: '-' };

/** The marks of this terminal: blocks where its character set is UTF-8. */
export const marksOf = ({ LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv = process.env): Marks =>
  /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || 'utf-8') ? blocks : plain;

/** Readings as a line of marks, one each, between the least and the most of them; a breach is its own mark. */
export const sparkline = (readings: readonly Reading[], { steps, bad }: Marks, width: number): string => {
  const shown = readings.slice(-width);
  const values = shown.flatMap(({ ok, value }) => (ok && value !== undefined ? [value] : []));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = (value = least) =>
    most > least ? Math.round(((value - least) / (most - least)) * (steps.length - 1)) : 0;
  return shown.map(({ ok, value }) => (ok ? steps[step(value)] : bad)).join('');
};
