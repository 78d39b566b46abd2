import type { ProcessIdentity } from '../process/process-identity.ts';
import type { Database } from './database.ts';

/** Which live process drives a run. */
export type Owners = {
  /** True when nobody drove it, we did already, or whoever did is dead. Of several at once one wins. */
  claim(runId: string, me: ProcessIdentity, isAlive: (owner: ProcessIdentity) => boolean): Promise<boolean>;
  ownerOf(runId: string): Promise<ProcessIdentity | undefined>;
  /** Ends our own claim only: a process that slept through its replacement takes nothing away. */
  release(runId: string, me: ProcessIdentity): Promise<void>;
};

/** Claims on disk. */
export const ownersOn = (database: Database): Owners => {
  const find = (runId: string) => {
    const row = database.one('SELECT pid, start_time FROM owners WHERE run_id = ?', runId);
    return row && { pid: Number(row.pid), startTime: String(row.start_time) };
  };

  return {
    claim: async (runId, me, isAlive) =>
      database.transaction(() => {
        const owner = find(runId);
        if (owner && !isSame(owner, me) && isAlive(owner)) return false;
        const sql = 'INSERT OR REPLACE INTO owners (run_id, pid, start_time) VALUES (?, ?, ?)';
        database.change(sql, runId, me.pid, me.startTime);
        return true;
      }),
    ownerOf: async (runId) => find(runId),
    release: async (runId, me) => {
      const sql = 'DELETE FROM owners WHERE run_id = ? AND pid = ? AND start_time = ?';
      database.change(sql, runId, me.pid, me.startTime);
    },
  };
};

const isSame = (a: ProcessIdentity, b: ProcessIdentity) => a.pid === b.pid && a.startTime === b.startTime;
