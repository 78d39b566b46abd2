import type { DefinitionRef, DeployedSchedule, Schedules } from '../../../core/fronts.ts';
import type { Clock } from '../../../core/ports.ts';
import { anchored } from '../../../core/schedule/anchored.ts';

/** Schedules that last as long as the test. */
export const memorySchedules = (clock: Pick<Clock, 'now'>): Schedules => {
  const kept = new Map<string, DeployedSchedule>();
  const keyOf = ({ kind, name }: DefinitionRef) => `${kind} ${name}`;
  return {
    put: async ({ kind, name }, schedule) => {
      const before = kept.get(keyOf({ kind, name }));
      const next = anchored(schedule, clock.now(), before?.schedule);
      kept.set(keyOf({ kind, name }), structuredClone({ ...before, kind, name, schedule: next }));
    },
    remove: async (ref) => void kept.delete(keyOf(ref)),
    get: async (ref) => structuredClone(kept.get(keyOf(ref))),
    list: async () => [...kept.keys()].sort().flatMap((key) => structuredClone(kept.get(key)) ?? []),
    pause: async (ref, by, atMs) => {
      const before = kept.get(keyOf(ref));
      if (before) kept.set(keyOf(ref), { ...before, paused: before.paused ?? { by, atMs } });
      return before !== undefined;
    },
    resume: async (ref) => {
      const before = kept.get(keyOf(ref));
      if (before === undefined) return false;
      const { paused: _, ...rest } = before;
      kept.set(keyOf(ref), rest);
      return true;
    },
  };
};
