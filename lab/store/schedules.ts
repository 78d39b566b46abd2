import type { DefinitionRef, DeployedSchedule, Schedules } from '../../core/fronts.ts';
import { anchored } from '../../core/schedule/anchored.ts';
import type { Database } from './database.ts';
import { documentOf } from './document.ts';

/** Its table. */
export const schedulesSql = `
    CREATE TABLE schedules (
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      done_until_ms INTEGER NOT NULL,
      document TEXT NOT NULL,
      PRIMARY KEY (kind, name)
    ) STRICT, WITHOUT ROWID`;

/** Schedules, and how far each has been seen to: nothing up to there falls due any more. */
export type LabSchedules = Schedules & {
  doneUntil(ref: DefinitionRef): Promise<number | undefined>;
  /** Whoever fires says so afterwards. */
  done(ref: DefinitionRef, untilMs: number): Promise<void>;
};

/** Schedules on disk. */
export const schedulesOn = (database: Database, now: () => number): LabSchedules => {
  const read = ({ kind, name }: DefinitionRef) => {
    const row = database.one('SELECT document FROM schedules WHERE kind = ? AND name = ?', kind, name);
    return row && documentOf<DeployedSchedule>(row);
  };
  const change = ({ kind, name }: DefinitionRef, next: DeployedSchedule, doneMs?: number): void => {
    const sql =
      'UPDATE schedules SET document = ?, done_until_ms = coalesce(?, done_until_ms) WHERE kind = ? AND name = ?';
    database.change(sql, JSON.stringify(next), doneMs ?? null, kind, name);
  };
  return {
    put: async (ref, schedule) =>
      database.transaction(() => {
        const before = read(ref);
        const next = { ...before, ...pick(ref), schedule: anchored(schedule, now(), before?.schedule) };
        if (before) return change(ref, next);
        const sql = 'INSERT INTO schedules (kind, name, done_until_ms, document) VALUES (?, ?, ?, ?)';
        database.change(sql, ref.kind, ref.name, Math.floor(now()), JSON.stringify(next));
      }),

    remove: async ({ kind, name }) =>
      void database.change('DELETE FROM schedules WHERE kind = ? AND name = ?', kind, name),

    get: async (ref) => read(ref),

    list: async () =>
      database.all('SELECT document FROM schedules ORDER BY kind, name').map(documentOf<DeployedSchedule>),

    pause: async (ref, by, atMs) =>
      database.transaction(() => {
        const before = read(ref);
        if (before && !before.paused) change(ref, { ...before, paused: { by, atMs } });
        return before !== undefined;
      }),

    // What fell due meanwhile was not missed: nobody wanted it.
    resume: async (ref) =>
      database.transaction(() => {
        const { paused, ...before } = read(ref) ?? {};
        if (paused) change(ref, before as DeployedSchedule, Math.floor(now()));
        return 'name' in before;
      }),

    doneUntil: async ({ kind, name }) => {
      const sql = 'SELECT done_until_ms FROM schedules WHERE kind = ? AND name = ?';
      const row = database.one(sql, kind, name);
      return row && Number(row.done_until_ms);
    },

    done: async ({ kind, name }, untilMs) => {
      const sql = 'UPDATE schedules SET done_until_ms = ? WHERE kind = ? AND name = ?';
      database.change(sql, Math.floor(untilMs), kind, name);
    },
  };
};

const pick = ({ kind, name }: DefinitionRef): DefinitionRef => ({ kind, name });
