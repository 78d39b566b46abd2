import { NotFound } from '../../../core/errors.ts';
import type {
  AlarmChange,
  AlarmNow,
  AlarmState,
  Alarms,
  Clock,
  TemporaryAlarm,
} from '../../../core/ports.ts';

/** Alarms a test can set, lose and listen to. */
export type MemoryAlarms = Alarms & {
  /** A change only when the state differs, as CloudWatch has it; creates an alarm that is not there. */
  set(alarm: string, state: AlarmState, reason?: string): void;
  /** The alarm is no longer there to be read. */
  remove(alarm: string): void;
  /** Hears every change, in order; the answer ends it. */
  subscribe(listener: (change: AlarmNow) => void): () => void;
};

/** Alarms that last as long as the test. */
export const memoryAlarms = (clock: Pick<Clock, 'now'>): MemoryAlarms => {
  const histories = new Map<string, AlarmChange[]>();
  const temporaries = new Map<string, TemporaryAlarm>();
  const listeners = new Set<(change: AlarmNow) => void>();

  const historyOf = (alarm: string) => {
    const changes = histories.get(alarm);
    if (!changes) throw new NotFound(`There is no alarm ${alarm}`);
    return changes;
  };
  const ofRun = (runId: string) =>
    [...temporaries.values()].filter((one) => one.runId === runId).map(({ name }) => name);

  const set = (alarm: string, state: AlarmState, reason = `set to ${state}`) => {
    const changes = histories.get(alarm) ?? [];
    if (changes.at(-1)?.state === state) return;
    const change = { atMs: clock.now(), state, reason };
    const isFirst = changes.length === 0;
    histories.set(alarm, [...changes, change]);
    if (!isFirst) for (const listener of listeners) listener({ ...change, alarm });
  };

  return {
    set,
    remove: (alarm) => void histories.delete(alarm),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    now: async (alarms) =>
      alarms.flatMap((alarm) =>
        historyOf(alarm)
          .slice(-1)
          .map((change) => ({ ...change, alarm })),
      ),
    history: async (alarm, fromMs) => {
      const changes = historyOf(alarm);
      const inForce = changes.findLastIndex(({ atMs }) => atMs <= fromMs);
      return structuredClone(changes.slice(Math.max(inForce, 0)));
    },
    putTemporary: async (alarm) => {
      temporaries.set(alarm.name, structuredClone(alarm));
      if (!histories.has(alarm.name))
        set(alarm.name, 'INSUFFICIENT_DATA', 'Unchecked: Initial alarm creation');
    },
    deleteTemporary: async (runId) => {
      for (const name of ofRun(runId)) {
        temporaries.delete(name);
        histories.delete(name);
      }
    },
    temporary: async (runId) => ofRun(runId),
  };
};
