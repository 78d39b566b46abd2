import type { Definition, Definitions } from '../../core/fronts.ts';
import type { Database } from './database.ts';
import { documentOf } from './document.ts';

/** Its table. */
export const definitionsSql = `
    CREATE TABLE definitions (
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      version TEXT NOT NULL,
      document TEXT NOT NULL,
      PRIMARY KEY (kind, name)
    ) STRICT, WITHOUT ROWID`;

/** Deployed documents on disk. */
export const definitionsOn = (database: Database): Definitions => ({
  get: async ({ kind, name }) => {
    const row = database.one('SELECT document FROM definitions WHERE kind = ? AND name = ?', kind, name);
    return row && documentOf<Definition>(row);
  },

  list: async (kind) =>
    database
      .all('SELECT document FROM definitions WHERE kind = ? ORDER BY name', kind)
      .map(documentOf<Definition>),

  put: async (definition, inForce) => {
    const { kind, version, document } = definition;
    const text = JSON.stringify(definition);
    const write = () =>
      inForce === undefined
        ? database.change(
            'INSERT INTO definitions (kind, name, version, document) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
            ...([kind, document.name, version, text] as const),
          )
        : database.change(
            'UPDATE definitions SET version = ?, document = ? WHERE kind = ? AND name = ? AND version = ?',
            ...([version, text, kind, document.name, inForce] as const),
          );
    return database.durably(write) === 1;
  },

  remove: async ({ kind, name }, inForce) => {
    const sql = 'DELETE FROM definitions WHERE kind = ? AND name = ? AND version = ?';
    return database.change(sql, kind, name, inForce) === 1;
  },
});
