import type { LabClock } from '../lab-clock.ts';
import type { LabOperations, Schedule } from './api.ts';
import { Refusal } from './refusal.ts';

/** EventBridge Scheduler: recurring schedules that run the target command. */
export type Scheduler = {
  put(request: LabOperations['scheduler/PutSchedule']['input']): Schedule;
  get(name: string): Schedule;
  remove(name: string): void;
  list(namePrefix: string): readonly Schedule[];
};

/** Runs the target with the schedule's input and gives its exit code, null when it has none. */
export type RunTarget = (name: string, input: unknown) => Promise<number | null>;

type Entry = { schedule: Schedule; cancel: () => void };

/** No schedules yet. */
export const scheduler = (clock: LabClock, run: RunTarget): Scheduler => {
  const entries = new Map<string, Entry>();
  // By name, not by entry: a schedule that is replaced while its target runs still has one target running.
  const running = new Set<string>();

  const due = async (entry: Entry) => {
    const { schedule } = entry;
    const { name, everyMs, input } = schedule;
    const missed = Math.max(0, Math.floor((clock.now() - schedule.nextAtMs) / everyMs));
    entry.schedule = { ...schedule, nextAtMs: schedule.nextAtMs + (missed + 1) * everyMs };
    arm(entry);
    if (running.has(name)) return;
    running.add(name);
    const atMs = clock.now();
    const exitCode = await run(name, input);
    running.delete(name);
    const latest = entries.get(name);
    if (latest) {
      latest.schedule = { ...latest.schedule, runs: latest.schedule.runs + 1, lastRun: { atMs, exitCode } };
    }
  };
  const arm = (entry: Entry) => {
    entry.cancel = clock.at(entry.schedule.nextAtMs, () => void due(entry));
  };

  const known = (name: string) => {
    const entry = entries.get(name);
    if (entry === undefined) {
      throw new Refusal('ResourceNotFoundException', `There is no schedule ${name}.`, 404);
    }
    return entry;
  };

  return {
    put: ({ name, startAtMs, everyMs, input }) => {
      if (!(Number.isFinite(startAtMs) && everyMs >= 1000)) {
        throw new Refusal('ValidationException', 'startAtMs must be a time, everyMs at least 1000.');
      }
      const previous = entries.get(name);
      previous?.cancel();
      const { runs = 0, lastRun } = previous?.schedule ?? {};
      const schedule = {
        name,
        startAtMs,
        everyMs,
        input,
        nextAtMs: startAtMs,
        runs,
        ...(lastRun && { lastRun }),
      };
      const entry: Entry = { schedule, cancel: () => {} };
      entries.set(name, entry);
      arm(entry);
      return schedule;
    },
    get: (name) => known(name).schedule,
    remove: (name) => {
      known(name).cancel();
      entries.delete(name);
    },
    list: (namePrefix) =>
      [...entries.values()].map(({ schedule }) => schedule).filter(({ name }) => name.startsWith(namePrefix)),
  };
};
