import type { AlarmChange } from '../../core/ports.ts';
import type { Reading } from '../../core/run.ts';
import { offset } from '../time.ts';
import { numberOf } from './value-axis.ts';

/** What a chart shows, for whoever cannot see it. */
export const chartInWords = (
  readings: readonly Reading[],
  changes: readonly AlarmChange[],
  zeroMs: number,
): string => {
  const bad = readings.filter(({ ok }) => !ok);
  const values = readings.flatMap(({ value }) => value ?? []);
  const range = values.length > 0 ? `, from ${numberOf(lowest(values))} to ${numberOf(highest(values))}` : '';
  const [first, last] = [bad[0], bad.at(-1)];
  const when =
    first && last ? `, the first ${offset(first.atMs, zeroMs)}, the last ${offset(last.atMs, zeroMs)}` : '';
  const states = changes.map(({ state, atMs }) => `${state} from ${offset(atMs, zeroMs)}`).join(', ');
  return `${readings.length} readings${range}; ${bad.length} bad${when}.${states ? ` Alarm: ${states}.` : ''}`;
};

// Spreading ten thousand values over the arguments of a call is slow, and has a limit.

/** The smallest of some values; infinite where there is none. */
export const lowest = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.min(a, b), Infinity);

/** The largest of some values; minus infinite where there is none. */
export const highest = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.max(a, b), -Infinity);
