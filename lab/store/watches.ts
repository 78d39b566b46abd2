import type { Runs } from '../../core/ports.ts';
import type { Run } from '../../core/run.ts';
import type { Database } from './database.ts';
import { documentOf } from './document.ts';
import { mustExist } from './faults.ts';

/** Which runs are to be told of which alarms, on disk. */
export const watchesOn = (database: Database): Pick<Runs, 'watching' | 'watch' | 'unwatch'> => ({
  watching: async (alarm) =>
    database
      .all(
        `SELECT document FROM watches JOIN runs USING (run_id)
         WHERE alarm = ? AND state <> 'closed' ORDER BY created_at_ms, run_id`,
        alarm,
      )
      .map(documentOf<Run>),

  watch: async (runId, alarms) =>
    database.transaction(() => {
      mustExist(database, runId);
      for (const alarm of alarms) {
        database.change(
          'INSERT INTO watches (alarm, run_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
          alarm,
          runId,
        );
      }
    }),

  unwatch: async (runId) => void database.change('DELETE FROM watches WHERE run_id = ?', runId),
});
