import { makeDatabaseFolder, shopDataDir } from '../database/database-folder.ts';
import { clearDatabases } from '../database/left-behind.ts';
import { killProcess } from '../process/process-identity.ts';
import { type LabFile, removeLabFile } from './lab-file.ts';

/** Kills what a dead keeper left (possible only where the kernel does not do it), removes its databases, and forgets the lab. */
export const sweep = async (stateDir: string, { children }: LabFile): Promise<void> => {
  for (const child of children) killProcess(child, 'SIGKILL');
  makeDatabaseFolder(stateDir); // says so when it is somebody else's
  await clearDatabases(shopDataDir(stateDir));
  removeLabFile(stateDir);
};
