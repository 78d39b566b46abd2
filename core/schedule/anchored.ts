import type { Schedule } from '../experiment.ts';
import { parseExpression } from './expression.ts';

const MINUTE = 60_000;

/**
 * A schedule as it is deployed: a rate that has no start counts from where it did before, or else falls due for the first
 * time when it has passed once. (Left to itself, Scheduler would start it at once.)
 */
export const anchored = (schedule: Schedule, nowMs: number, before?: Schedule): Schedule => {
  const expression = parseExpression(schedule.expression);
  if (!expression.ok || expression.value.kind !== 'rate' || schedule.startMs !== undefined) return schedule;
  const kept = before?.expression === schedule.expression ? before.startMs : undefined;
  const startMs = kept ?? Math.ceil((nowMs + expression.value.everyMs) / MINUTE) * MINUTE;
  return { ...schedule, startMs };
};
