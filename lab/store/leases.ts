import type { Leases } from '../../core/ports.ts';
import type { Database } from './database.ts';

/** Leases on disk. */
export const leasesOn = (database: Database): Leases => ({
  acquire: async (holder, keys) =>
    database.transaction(() => {
      for (const key of keys) {
        const heldBy = database.one('SELECT holder FROM leases WHERE key = ? AND holder <> ?', key, holder);
        if (heldBy) return { ok: false, key, heldBy: String(heldBy.holder) } as const;
      }
      for (const key of keys) {
        database.change('INSERT INTO leases (key, holder) VALUES (?, ?) ON CONFLICT DO NOTHING', key, holder);
      }
      return { ok: true } as const;
    }),

  release: async (holder) => void database.change('DELETE FROM leases WHERE holder = ?', holder),

  list: async () =>
    database
      .all('SELECT key, holder FROM leases ORDER BY key')
      .map(({ key, holder }) => ({ key: String(key), holder: String(holder) })),
});
