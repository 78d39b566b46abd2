import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { labFolder } from './lab-file.ts';

/**
 * Takes the exclusive right to keep the lab of a state directory, for as long as this process lives; undefined when
 * another keeper has it. SQLite's lock is the kernel's: it ends with its holder, so it is never stale.
 */
export const takeKeeperLock = (stateDir: string): DatabaseSync | undefined => {
  const database = new DatabaseSync(join(labFolder(stateDir), 'keeper.lock'));
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Error && /locked/.test(error.message)) return undefined;
    throw error;
  }
};
