import { killProcess } from '../process/process-identity.ts';
import { type LabFile, removeLabFile } from './lab-file.ts';

/** Kills what a dead keeper left (possible only where the kernel does not do it) and forgets the lab. */
export const sweep = (stateDir: string, { children }: LabFile): void => {
  for (const child of children) killProcess(child, 'SIGKILL');
  removeLabFile(stateDir);
};
