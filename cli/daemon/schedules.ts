import { NotJustNow } from '../../core/errors.ts';
import type { DeployedSchedule } from '../../core/fronts.ts';
import { because } from '../../core/protocol/record.ts';
import { dueNow } from '../../core/schedule/due.ts';
import { occurrenceId } from '../../core/schedule/fire.ts';
import { handler } from '../../functions/start-requested/handler.ts';
import type { DaemonHost, DaemonPart } from './parts.ts';

const lookEveryMs = 250;

/** EventBridge Scheduler of the lab: starts what falls due by the lab's clock, and puts on record what was missed. */
export const openSchedules: DaemonPart = async (host) => {
  const look = lookerAt(host);
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    // What fails now is looked at again.
    looking ??= look()
      .catch((failure: unknown) => console.error(`Schedules: ${because(failure)}`))
      .finally(() => {
        looking = undefined;
      });
  }, lookEveryMs);
  return {
    close: async () => {
      clearInterval(timer);
      await looking;
    },
  };
};

const lookerAt = ({ desk, lab, orchestrator: { ports }, fronts }: DaemonHost) => {
  const start = handler(fronts)(ports);
  const schedules = desk.store.schedules(lab.clock.now);

  const isOnRecord = async (id: string): Promise<boolean> =>
    (await ports.runs.get(id)) !== undefined || (await ports.gameDays.get(id)) !== undefined;

  // False where it is to be tried again.
  const fire = async ({ kind, name }: DeployedSchedule, atMs: number): Promise<boolean> => {
    if (await isOnRecord(occurrenceId({ kind, name, atMs }))) return true;
    const occurrence = new Date(atMs).toISOString();
    try {
      await start({ kind, name, occurrence });
      return true;
    } catch (failure) {
      console.error(`${kind} ${name}, due at ${occurrence}, was not started: ${because(failure)}`);
      return !(failure instanceof NotJustNow);
    }
  };

  return async (): Promise<void> => {
    for (const deployed of await schedules.list()) {
      const nowMs = Math.floor(lab.clock.now());
      const seenToMs = (await schedules.doneUntil(deployed)) ?? nowMs;
      // A lab that is new has a clock of its own, and the one before may have been ahead.
      if (seenToMs > nowMs) await schedules.done(deployed, nowMs);
      const { atMs: due, untilMs } = dueNow(deployed, seenToMs, nowMs);
      if (due.length === 0 && untilMs <= seenToMs) continue;
      for (const atMs of due) if (!(await fire(deployed, atMs))) return;
      // Written seldom: every write wakes whoever watches the store.
      if (due.length > 0 || untilMs - seenToMs > 600_000) await schedules.done(deployed, untilMs);
    }
  };
};
