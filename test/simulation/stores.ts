import { chain, versionOf } from '../../core/chain.ts';
import { NotFound } from '../../core/errors.ts';
import type { Experiment } from '../../core/experiment.ts';
import type { Experiments, Journal, JournalRecord, RunCondition, Runs } from '../../core/ports.ts';
import { type ExperimentRef, type FaultRecord, isTooLate, type Run } from '../../core/run.ts';

/** What is stored, for whoever checks it: nothing here waits, and nothing changes what it gives away. */
export type Peek = {
  run(runId: string): Run | undefined;
  runs(): readonly Run[];
  faults(runId: string): readonly FaultRecord[];
  journal(runId: string): readonly JournalRecord[];
};

type Stores = {
  readonly experiments: Experiments;
  readonly runs: Runs;
  readonly journal: Journal;
  readonly peek: Peek;
};

// Worked out once: the same documents are run thousands of times.
const refs = new WeakMap<Experiment, ExperimentRef>();

const refOf = (document: Experiment): ExperimentRef => {
  const ref = refs.get(document) ?? { name: document.name, version: versionOf(document) };
  refs.set(document, ref);
  return ref;
};

/** Documents, runs and journals of one simulation. Every write is there when it is answered; what is read is as it was written. */
export const openStores = (): Stores => {
  const documents = new Map<string, Experiment>();
  const runs = new Map<string, Run>();
  const faults = new Map<string, Map<number, FaultRecord>>();
  const alarms = new Map<string, ReadonlySet<string>>();
  const journals = new Map<string, JournalRecord[]>();
  const faultsOf = (runId: string) =>
    [...(faults.get(runId)?.values() ?? [])].sort((a, b) => a.ordinal - b.ordinal);
  const all = () => [...runs.values()].sort(oldestFirst);
  const open = () => all().filter(({ state }) => state !== 'closed');

  return {
    peek: {
      run: (runId) => runs.get(runId),
      runs: all,
      faults: faultsOf,
      journal: (runId) => journals.get(runId) ?? [],
    },
    experiments: {
      put: async (document) => {
        const ref = refOf(document);
        documents.set(`${ref.name}@${ref.version}`, document);
        return ref;
      },
      get: async ({ name, version }) => {
        const document = documents.get(`${name}@${version}`);
        return document && { name, version, document };
      },
    },
    runs: {
      create: async (run) => {
        if (runs.has(run.runId)) return false;
        runs.set(run.runId, run);
        faults.set(run.runId, new Map());
        return true;
      },
      get: async (runId) => runs.get(runId),
      update: async (runId, condition, change) => {
        const run = runs.get(runId);
        if (run === undefined || !meets(run, condition)) return undefined;
        const after = withoutUndefined({ ...run, ...change });
        runs.set(runId, after);
        return after;
      },
      attempt: async (runId, attemptId, sinceMs) => {
        const run = runs.get(runId);
        if (run === undefined) throw new NotFound(`There is no run ${runId}`);
        if (run.state === 'closed') return;
        const attempts = { ...run.attempts, ...(sinceMs !== undefined && { [attemptId]: sinceMs }) };
        if (sinceMs === undefined) delete attempts[attemptId];
        runs.set(runId, { ...run, attempts });
      },
      open: async () => open(),
      list: async (limit) => all().reverse().slice(0, limit),
      watching: async (alarm) => open().filter(({ runId }) => alarms.get(runId)?.has(alarm)),
      watch: async (runId, names) =>
        void alarms.set(runId, new Set([...(alarms.get(runId) ?? []), ...names])),
      unwatch: async (runId) => void alarms.delete(runId),
      putFault: async (record) => {
        const known = faults.get(record.runId);
        if (known === undefined) throw new NotFound(`There is no run ${record.runId}`);
        if ((known.get(record.ordinal)?.state ?? 'armed') !== 'armed') return false;
        known.set(record.ordinal, record);
        return true;
      },
      updateFault: async (runId, ordinal, change) => {
        const record = faults.get(runId)?.get(ordinal);
        if (record === undefined) throw new NotFound(`Run ${runId} has no fault ${ordinal}`);
        if (isTooLate(record, change)) return false;
        faults.get(runId)?.set(ordinal, { ...record, ...change });
        return true;
      },
      faults: async (runId) => faultsOf(runId),
    },
    journal: {
      append: async (runId, entry, { once = false } = {}) => {
        const records = journals.get(runId) ?? [];
        if (once && records.some(({ kind }) => kind === entry.kind)) return;
        journals.set(runId, records);
        records.push(chain(records.at(-1), entry));
      },
      read: async (runId) => [...(journals.get(runId) ?? [])],
    },
  };
};

const oldestFirst = (a: Run, b: Run) => a.createdAtMs - b.createdAtMs || (a.runId < b.runId ? -1 : 1);

const meets = (run: Run, { states, epoch = run.epoch, missing }: RunCondition) =>
  (states?.includes(run.state) ?? true) &&
  epoch === run.epoch &&
  (missing === undefined || run[missing] === undefined);

// A field set to undefined is a field removed, as it is for everything that stores JSON.
const withoutUndefined = (run: { [K in keyof Run]?: Run[K] | undefined }) =>
  Object.fromEntries(Object.entries(run).filter(([, value]) => value !== undefined)) as Run;
