import type { Reading } from '../../core/run.ts';

const steps = ['▁', '▂', '▃', '▅', '▇'];
const bad = '✗';

/** Readings as a line of marks, one each, between the least and the most of them; a bad one is its own mark. */
export const sparkline = (readings: readonly Reading[], width: number): string => {
  const shown = readings.slice(-width);
  const values = shown.flatMap(({ ok, value }) => (ok && value !== undefined ? [value] : []));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = (value = least) =>
    most > least ? Math.round(((value - least) / (most - least)) * (steps.length - 1)) : 0;
  return shown.map(({ ok, value }) => (ok ? steps[step(value)] : bad)).join('');
};
