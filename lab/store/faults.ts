import { NotFound } from '../../core/errors.ts';
import type { Runs } from '../../core/ports.ts';
import { type FaultRecord, isTooLate } from '../../core/run.ts';
import type { Database } from './database.ts';
import { documentOf } from './document.ts';

/** Undo records on disk. */
export const faultsOn = (database: Database): Pick<Runs, 'putFault' | 'updateFault' | 'faults'> => {
  const find = (runId: string, ordinal: number) => {
    const row = database.one('SELECT document FROM faults WHERE run_id = ? AND ordinal = ?', runId, ordinal);
    return row && documentOf<FaultRecord>(row);
  };
  const write = (record: FaultRecord) =>
    database.change(
      'INSERT OR REPLACE INTO faults (run_id, ordinal, document) VALUES (?, ?, ?)',
      record.runId,
      record.ordinal,
      JSON.stringify(record),
    );

  return {
    putFault: async (record) =>
      database.transaction(() => {
        mustExist(database, record.runId);
        if ((find(record.runId, record.ordinal)?.state ?? 'armed') !== 'armed') return false;
        write(record);
        return true;
      }),

    updateFault: async (runId, ordinal, change) => {
      const update = () =>
        database.transaction(() => {
          const record = find(runId, ordinal);
          if (!record) throw new NotFound(`Run ${runId} has no fault ${ordinal}`);
          if (isTooLate(record, change)) return false;
          write({ ...record, ...change });
          return true;
        });
      // The intent is on disk before the effect, and with it the undo record and everything else.
      return change.state === 'intended' ? database.durably(update) : update();
    },

    faults: async (runId) =>
      database
        .all('SELECT document FROM faults WHERE run_id = ? ORDER BY ordinal', runId)
        .map(documentOf<FaultRecord>),
  };
};

/** Throws `NotFound` for a run that was never created. */
export const mustExist = (database: Database, runId: string): void => {
  if (!database.one('SELECT 1 FROM runs WHERE run_id = ?', runId))
    throw new NotFound(`There is no run ${runId}`);
};
