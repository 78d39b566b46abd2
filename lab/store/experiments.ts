import { versionOf } from '../../core/chain.ts';
import type { Experiment } from '../../core/experiment.ts';
import type { Experiments } from '../../core/ports.ts';
import type { Database } from './database.ts';
import { documentOf } from './document.ts';

/** Experiment documents on disk; the same content is the same version. */
export const experimentsOn = (database: Database): Experiments => ({
  put: async (document) => {
    const ref = { name: document.name, version: versionOf(document) };
    database.change(
      'INSERT INTO experiments (name, version, document) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      ref.name,
      ref.version,
      JSON.stringify(document),
    );
    return ref;
  },
  get: async ({ name, version }) => {
    const row = database.one(
      'SELECT document FROM experiments WHERE name = ? AND version = ?',
      name,
      version,
    );
    return row && { name, version, document: documentOf<Experiment>(row) };
  },
});
