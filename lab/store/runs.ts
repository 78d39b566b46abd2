import { NotFound } from '../../core/errors.ts';
import type { RunCondition, Runs } from '../../core/ports.ts';
import type { Run } from '../../core/run.ts';
import type { Database } from './database.ts';
import { documentOf, latest } from './document.ts';
import { faultsOn } from './faults.ts';
import { watchesOn } from './watches.ts';

/** Runs on disk. */
export const runsOn = (database: Database): Runs => ({
  ...faultsOn(database),
  ...watchesOn(database),

  create: async ({ runId, state, epoch, createdAtMs, ...rest }) =>
    database.durably(
      () =>
        database.change(
          'INSERT INTO runs (run_id, state, epoch, created_at_ms, document) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
          runId,
          state,
          epoch,
          createdAtMs,
          JSON.stringify({ runId, state, epoch, createdAtMs, ...rest }),
        ) === 1,
    ),

  get: async (runId) => {
    const row = database.one('SELECT document FROM runs WHERE run_id = ?', runId);
    return row && documentOf<Run>(row);
  },

  update: async (runId, condition, change) => {
    // A verdict is told, and an approval relied on, only when it is on disk.
    const mustStay = change.conclusion !== undefined || change.approval !== undefined;
    const write = () => updated(database, runId, condition, change);
    return mustStay ? database.durably(write) : write();
  },

  attempt: async (runId, attemptId, sinceMs) =>
    database.transaction(() => {
      const row = database.one('SELECT document FROM runs WHERE run_id = ?', runId);
      if (row === undefined) throw new NotFound(`There is no run ${runId}`);
      const run = documentOf<Run>(row);
      if (run.state === 'closed') return;
      const attempts = without(undefined, { ...run.attempts, [attemptId]: sinceMs });
      const document = JSON.stringify({ ...run, attempts });
      database.change('UPDATE runs SET document = ? WHERE run_id = ?', document, runId);
    }),

  open: async () =>
    database
      .all("SELECT document FROM runs WHERE state <> 'closed' ORDER BY created_at_ms, run_id")
      .map(documentOf<Run>),

  list: async (limit, { createdAtMs, id } = latest) =>
    database
      .all(
        `SELECT document FROM runs WHERE (created_at_ms, run_id) < (?, ?) AND document ->> '$.onlyPlan' IS NULL
         ORDER BY created_at_ms DESC, run_id DESC LIMIT ?`,
        createdAtMs,
        id,
        limit,
      )
      .map(documentOf<Run>),
});

const updated = (
  database: Database,
  runId: string,
  condition: RunCondition,
  change: Parameters<Runs['update']>[2],
): Run | undefined =>
  database.transaction(() => {
    const row = database.one('SELECT document FROM runs WHERE run_id = ?', runId);
    const before = row && documentOf<Run>(row);
    if (!before || !meets(before, condition)) return undefined;
    const after = without(undefined, { ...before, ...change }) as Run;
    const document = JSON.stringify(after);
    database.change(
      'UPDATE runs SET state = ?, epoch = ?, document = ? WHERE run_id = ?',
      after.state,
      after.epoch,
      document,
      runId,
    );
    return after;
  });

const without = (value: unknown, fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== value));

const meets = (run: Run, { states, epoch = run.epoch, missing }: RunCondition) =>
  (states?.includes(run.state) ?? true) &&
  epoch === run.epoch &&
  (missing === undefined || run[missing] === undefined);
