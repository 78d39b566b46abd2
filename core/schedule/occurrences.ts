import type { Schedule } from '../experiment.ts';
import { type Expression, parseExpression } from './expression.ts';
import { momentOf, wallClockAt } from './wall-clock.ts';

/**
 * When a schedule falls due after a moment, at most `count` times; its flexible window is not counted. As EventBridge
 * Scheduler has it: a local time that the clocks skip is skipped, one that they repeat falls due the first time only. A
 * rate counts from the schedule's start; one that has none, and so is not deployed yet, from the moment itself.
 */
export const occurrences = (schedule: Schedule, afterMs: number, count: number): readonly number[] => {
  const expression = parseExpression(schedule.expression);
  if (!expression.ok) return [];
  const found: number[] = [];
  for (const atMs of moments(expression.value, schedule, afterMs)) {
    if (found.length >= count || atMs > lastMs(expression.value, schedule)) break;
    if (atMs > afterMs) found.push(atMs);
  }
  return found;
};

// Scheduler ignores both dates of a schedule that comes once.
const lastMs = ({ kind }: Expression, { endMs = Infinity }: Schedule): number =>
  kind === 'at' ? Infinity : endMs;

function* moments(expression: Expression, schedule: Schedule, afterMs: number): Generator<number> {
  if (expression.kind === 'at') yield* onceAt(schedule.zone, expression.wallMs);
  else if (expression.kind === 'rate') yield* everyMoment(expression.everyMs, schedule, afterMs);
  else yield* localMoments(expression.times, schedule, afterMs);
}

function* onceAt(zone: string, wallMs: number): Generator<number> {
  const atMs = momentOf(zone, wallMs);
  if (atMs !== undefined) yield atMs;
}

function* everyMoment(everyMs: number, { startMs }: Schedule, afterMs: number): Generator<number> {
  const fromMs = startMs ?? afterMs + everyMs;
  const past = Math.max(0, Math.floor((afterMs - fromMs) / everyMs));
  for (let n = past; ; n++) yield fromMs + n * everyMs;
}

function* localMoments(
  times: Extract<Expression, { kind: 'cron' }>['times'],
  { zone, startMs = -Infinity }: Schedule,
  afterMs: number,
): Generator<number> {
  // The start itself counts.
  const fromMs = Math.max(afterMs, startMs - 1);
  let wallMs: number | undefined = wallClockAt(zone, fromMs);
  for (;;) {
    wallMs = times.after(wallMs);
    if (wallMs === undefined) return;
    const atMs = momentOf(zone, wallMs);
    if (atMs !== undefined && atMs > fromMs) yield atMs;
  }
}
