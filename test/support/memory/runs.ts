import { NotFound } from '../../../core/errors.ts';
import type { PlaceInTime, RunCondition, Runs } from '../../../core/ports.ts';
import { type FaultRecord, isTooLate, type Run } from '../../../core/run.ts';

type Kept = { run: Run; readonly faults: Map<number, FaultRecord>; readonly alarms: Set<string> };

/** Runs that last as long as the test, with writes as conditional as any. */
export const memoryRuns = (): Runs => {
  const kept = new Map<string, Kept>();

  const known = (runId: string) => {
    const one = kept.get(runId);
    if (!one) throw new NotFound(`There is no run ${runId}`);
    return one;
  };
  const open = () => [...kept.values()].filter(({ run }) => run.state !== 'closed').sort(oldestFirst);
  const copies = (some: readonly Kept[]) => some.map(({ run }) => structuredClone(run));

  return {
    create: async (run) => {
      if (kept.has(run.runId)) return false;
      kept.set(run.runId, { run: structuredClone(run), faults: new Map(), alarms: new Set() });
      return true;
    },
    get: async (runId) => structuredClone(kept.get(runId)?.run),
    update: async (runId, condition, change) => {
      const one = kept.get(runId);
      if (!one || !meets(one.run, condition)) return undefined;
      one.run = withoutUndefined({ ...one.run, ...structuredClone(change) });
      return structuredClone(one.run);
    },
    attempt: async (runId, attemptId, sinceMs) => {
      const one = known(runId);
      if (one.run.state === 'closed') return;
      const attempts = { ...one.run.attempts, ...(sinceMs !== undefined && { [attemptId]: sinceMs }) };
      if (sinceMs === undefined) delete attempts[attemptId];
      one.run = { ...one.run, attempts };
    },
    open: async () => copies(open()),
    list: async (limit, olderThan) =>
      copies(
        [...kept.values()]
          .sort(oldestFirst)
          .filter(({ run }) => !run.onlyPlan && isOlder(run.createdAtMs, run.runId, olderThan))
          .reverse()
          .slice(0, limit),
      ),
    watching: async (alarm) => copies(open().filter(({ alarms }) => alarms.has(alarm))),
    watch: async (runId, alarms) => {
      for (const alarm of alarms) known(runId).alarms.add(alarm);
    },
    unwatch: async (runId) => kept.get(runId)?.alarms.clear(),
    putFault: async (record) => {
      const { faults } = known(record.runId);
      if ((faults.get(record.ordinal)?.state ?? 'armed') !== 'armed') return false;
      faults.set(record.ordinal, structuredClone(record));
      return true;
    },
    updateFault: async (runId, ordinal, change) => {
      const { faults } = known(runId);
      const record = faults.get(ordinal);
      if (!record) throw new NotFound(`Run ${runId} has no fault ${ordinal}`);
      if (isTooLate(record, change)) return false;
      faults.set(ordinal, { ...record, ...structuredClone(change) });
      return true;
    },
    faults: async (runId) => {
      const records = [...(kept.get(runId)?.faults.values() ?? [])];
      return structuredClone(records.sort((a, b) => a.ordinal - b.ordinal));
    },
  };
};

const oldestFirst = (a: Kept, b: Kept) =>
  a.run.createdAtMs - b.run.createdAtMs || (a.run.runId < b.run.runId ? -1 : 1);

const meets = (run: Run, { states, epoch = run.epoch, missing }: RunCondition) =>
  (states?.includes(run.state) ?? true) &&
  epoch === run.epoch &&
  (missing === undefined || run[missing] === undefined);

// A field set to undefined is a field removed, as it is for everything that stores JSON.
const withoutUndefined = (run: { [K in keyof Run]?: Run[K] | undefined }) =>
  Object.fromEntries(Object.entries(run).filter(([, value]) => value !== undefined)) as Run;

/** Whether something comes before a place in a list by age. */
export const isOlder = (createdAtMs: number, id: string, than: PlaceInTime | undefined): boolean =>
  than === undefined || createdAtMs < than.createdAtMs || (createdAtMs === than.createdAtMs && id < than.id);
