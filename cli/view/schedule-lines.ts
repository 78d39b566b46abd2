import { DateTime } from 'luxon';
import { formatDuration } from '../../core/duration.ts';
import type { DeployedSchedule } from '../../core/fronts.ts';
import type { Foreseen } from '../../core/schedule/foresee.ts';
import type { Output } from '../output.ts';

/** A schedule in a line: what, when, and whether it is paused. */
export const scheduleLine = (out: Output, { kind, name, schedule, paused }: DeployedSchedule): string => {
  const { expression, zone, flexibleWindowMs, startMs, endMs } = schedule;
  const said = [
    `${expression} ${zone}`,
    flexibleWindowMs && `within ${formatDuration(flexibleWindowMs)}`,
    startMs !== undefined && `from ${momentIn(zone, startMs)}`,
    endMs !== undefined && `until ${momentIn(zone, endMs)}`,
  ].filter(Boolean);
  const state = paused
    ? out.style('yellow', `, paused by ${paused.by} at ${momentIn(zone, paused.atMs)}`)
    : '';
  return `${out.style('bold', name)} (${kindWords[kind]}): ${said.join(', ')}${state}`;
};

const kindWords = { Experiment: 'experiment', GameDay: 'game day' } as const;

/** An occurrence in the reader's zone and in the schedule's own, and what would refuse it. */
export const occurrenceLines = (
  out: Output,
  { atMs, refusals }: Foreseen,
  { zone, readerZone, nowMs }: { readonly zone: string; readonly readerZone: string; readonly nowMs: number },
): readonly string[] => {
  const own = zone === readerZone ? '' : `  (${momentIn(zone, atMs)} ${zone})`;
  const mark = refusals.length > 0 ? out.style('yellow', '✗') : out.style('green', '✓');
  return [
    `  ${mark} ${momentIn(readerZone, atMs)} ${readerZone}${own}${out.style('dim', `  in ${formatDuration(roughly(atMs - nowMs))}`)}`,
    ...refusals.map(({ guard, reason }) => `      ${out.style('yellow', guard)}: ${reason}`),
  ];
};

const momentIn = (zone: string, atMs: number): string =>
  DateTime.fromMillis(atMs, { zone }).setLocale('en').toFormat('ccc yyyy-MM-dd HH:mm');

const [minute, hour] = [60_000, 3_600_000];

const roughly = (ms: number): number => {
  const to = ms > 48 * hour ? hour : minute;
  return Math.max(to, Math.round(ms / to) * to);
};
