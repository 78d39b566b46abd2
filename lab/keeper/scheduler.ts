import type { LabClock } from '../lab-clock.ts';
import type { LabOperations, Schedule } from './api.ts';
import { Refusal } from './refusal.ts';

type PutSchedule = LabOperations['scheduler/PutSchedule']['input'];

/** EventBridge Scheduler: recurring schedules that run the target command. */
export type Scheduler = {
  put(request: PutSchedule): Schedule;
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

  const arm = (entry: Entry) => {
    entry.cancel = clock.at(entry.schedule.nextAtMs, () => void due(entry));
  };
  const due = async (entry: Entry) => {
    entry.schedule = { ...entry.schedule, nextAtMs: nextAfter(entry.schedule, clock.now()) };
    arm(entry);
    const { name, input } = entry.schedule;
    if (running.has(name)) return;
    running.add(name);
    const atMs = clock.now();
    const exitCode = await run(name, input);
    running.delete(name);
    const latest = entries.get(name);
    if (latest)
      latest.schedule = { ...latest.schedule, runs: latest.schedule.runs + 1, lastRun: { atMs, exitCode } };
  };

  return {
    put: (request) => {
      const previous = entries.get(request.name);
      const entry: Entry = { schedule: scheduled(request, previous?.schedule), cancel: () => {} };
      previous?.cancel();
      entries.set(request.name, entry);
      arm(entry);
      return entry.schedule;
    },
    get: (name) => known(entries, name).schedule,
    remove: (name) => {
      known(entries, name).cancel();
      entries.delete(name);
    },
    list: (namePrefix) =>
      [...entries.values()].map(({ schedule }) => schedule).filter(({ name }) => name.startsWith(namePrefix)),
  };
};

// Turns that were missed are not made up for.
const nextAfter = ({ nextAtMs, everyMs }: Schedule, nowMs: number) =>
  nextAtMs + (Math.max(0, Math.floor((nowMs - nextAtMs) / everyMs)) + 1) * everyMs;

const scheduled = (
  { name, startAtMs, everyMs, input }: PutSchedule,
  previous: Schedule | undefined,
): Schedule => {
  if (!(typeof name === 'string' && Number.isFinite(startAtMs) && everyMs >= 1000)) {
    throw new Refusal(
      'ValidationException',
      'A schedule needs a name, a startAtMs, and an everyMs of at least 1000.',
    );
  }
  const { runs = 0, lastRun } = previous ?? {};
  return { name, startAtMs, everyMs, input, nextAtMs: startAtMs, runs, ...(lastRun && { lastRun }) };
};

const known = (entries: ReadonlyMap<string, Entry>, name: string): Entry => {
  const entry = entries.get(name);
  if (entry === undefined)
    throw new Refusal('ResourceNotFoundException', `There is no schedule ${name}.`, 404);
  return entry;
};
