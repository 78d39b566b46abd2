import type { Occurrences } from '../../core/fronts.ts';
import type { Database } from './database.ts';

/** Its table. */
export const occurrencesSql = `
    CREATE TABLE occurrences (
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      word TEXT NOT NULL,
      by TEXT NOT NULL,
      PRIMARY KEY (kind, name, at_ms, word)
    ) STRICT, WITHOUT ROWID`;

/** What people have said of occurrences, on disk. */
export const occurrencesOn = (database: Database): Occurrences => {
  const insert = 'INSERT INTO occurrences (kind, name, at_ms, word, by) VALUES (?, ?, ?, ?, ?)';
  const once = `${insert} ON CONFLICT DO NOTHING`;
  return {
    skip: async ({ kind, name }, atMs, by) =>
      void database.durably(() => database.change(once, kind, name, atMs, 'skip', by)),

    skippedBy: async ({ kind, name }, atMs) => {
      const sql = "SELECT by FROM occurrences WHERE kind = ? AND name = ? AND at_ms = ? AND word = 'skip'";
      const row = database.one(sql, kind, name, atMs);
      return row && String(row.by);
    },

    claim: async ({ kind, name }, atMs, word) =>
      database.change(once, kind, name, atMs, `claim ${word}`, '') === 1,
  };
};
