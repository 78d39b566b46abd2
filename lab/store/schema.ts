import { definitionsSql } from './definitions.ts';
import { idempotencyKeysSql } from './idempotency-keys.ts';
import { occurrencesSql } from './occurrences.ts';
import { schedulesSql } from './schedules.ts';

// What has come since version 1, table by table: each is in the file of whoever asks it.
const since1 = [definitionsSql, idempotencyKeysSql, schedulesSql, occurrencesSql].join(';');

/**
 * Documents, and beside them only the columns they are looked up by.
 * Whoever changes this raises the version and says how to come from the one before.
 */
export const schema = {
  version: 2,
  /** By version: what leads from it to the next. */
  from: { 1: since1 },
  sql: `
    CREATE TABLE experiments (
      name TEXT NOT NULL,
      version TEXT NOT NULL,
      document TEXT NOT NULL,
      PRIMARY KEY (name, version)
    ) STRICT;

    CREATE TABLE runs (
      run_id TEXT PRIMARY KEY,
      state TEXT NOT NULL,
      epoch INTEGER NOT NULL,
      created_at_ms INTEGER NOT NULL,
      document TEXT NOT NULL
    ) STRICT;
    CREATE INDEX runs_by_age ON runs (created_at_ms, run_id);
    CREATE INDEX open_runs ON runs (created_at_ms, run_id) WHERE state <> 'closed';

    CREATE TABLE faults (
      run_id TEXT NOT NULL REFERENCES runs,
      ordinal INTEGER NOT NULL,
      document TEXT NOT NULL,
      PRIMARY KEY (run_id, ordinal)
    ) STRICT;

    CREATE TABLE watches (
      alarm TEXT NOT NULL,
      run_id TEXT NOT NULL REFERENCES runs,
      PRIMARY KEY (alarm, run_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX watches_of_run ON watches (run_id);

    CREATE TABLE game_days (
      game_day_id TEXT PRIMARY KEY,
      state TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL,
      document TEXT NOT NULL
    ) STRICT;
    CREATE INDEX game_days_by_age ON game_days (created_at_ms, game_day_id);
    CREATE INDEX open_game_days ON game_days (created_at_ms, game_day_id) WHERE state <> 'closed';

    CREATE TABLE leases (key TEXT PRIMARY KEY, holder TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX leases_of_holder ON leases (holder);

    CREATE TABLE levers (scope TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE owners (
      run_id TEXT PRIMARY KEY,
      pid INTEGER NOT NULL,
      start_time TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    ${since1}`,
} as const;
