import type { EngagedLever, Levers } from '../../core/ports.ts';
import type { Database } from './database.ts';
import { documentOf } from './document.ts';

/** Levers on disk. */
export const leversOn = (database: Database): Levers => ({
  engaged: async (scopes) =>
    scopes
      .map((scope) => database.one('SELECT document FROM levers WHERE scope = ?', scope))
      .filter((row) => row !== undefined)
      .map(documentOf<EngagedLever>),

  engage: async (lever) => {
    const sql = 'INSERT OR REPLACE INTO levers (scope, document) VALUES (?, ?)';
    database.durably(() => database.change(sql, lever.scope, JSON.stringify(lever)));
  },

  release: async (scope) => void database.change('DELETE FROM levers WHERE scope = ?', scope),
});
