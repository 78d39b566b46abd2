import type { Model, RunModel } from './model.ts';
import { holdMs } from './shapes.ts';

/** What is certain of the recovery of a run that has been undone, by its alarm alone: design.md 6. */
export const recoveryOf = (model: Model, run: RunModel, nowMs: number): 'in time' | 'late' | 'open' => {
  const baseMs = run.revertingAtMs ?? nowMs;
  const limitMs = baseMs + run.shape.withinMs;
  const all = model.alarms.get(run.shape.alarm) ?? [];
  const begunInTime = all
    .map(({ state, atMs }, index) => ({ state, fromMs: Math.max(atMs, baseMs), next: all[index + 1] }))
    .filter(({ state, fromMs }) => state === 'OK' && fromMs <= limitMs);
  if (begunInTime.some(({ fromMs, next }) => (next?.atMs ?? nowMs) - fromMs >= holdMs)) return 'in time';
  return nowMs <= limitMs || begunInTime.some(({ next }) => next === undefined) ? 'open' : 'late';
};
