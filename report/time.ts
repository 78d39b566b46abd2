import { formatDuration } from '../core/duration.ts';
import type { Run } from '../core/run.ts';

/** The moment from which a report counts: the injection, or the beginning of a run that never came to one. */
export const zeroMs = ({ injectedAtMs, createdAtMs }: Run): number => injectedAtMs ?? createdAtMs;

/** A moment as a distance from the zero of the report: `t+12 s`, `t−1 min`. */
export const offset = (atMs: number, fromMs: number): string => {
  const ms = Math.round((atMs - fromMs) / 100) * 100;
  return ms < 0 ? `t−${formatDuration(-ms)}` : `t+${formatDuration(ms)}`;
};

/** The date and the time of a moment, in UTC. */
export const utc = (atMs: number): string => {
  const iso = isoOf(atMs);
  return iso === '' ? 'unknown' : `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
};

/** The time of day of a moment, in UTC. */
export const utcClock = (atMs: number): string => isoOf(atMs).slice(11, 19);

/** A moment for machines; empty where it is no moment that a calendar knows. */
export const isoOf = (atMs: number): string =>
  Number.isFinite(atMs) && Math.abs(atMs) <= 8.64e15 ? new Date(atMs).toISOString() : '';
