import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, type ProcessIdentity } from '../../lab/process/process-identity.ts';

/** Where the daemon of a state directory is. */
export type DaemonFile = ProcessIdentity & { readonly address: string };

const pathOf = (stateDir: string) => join(stateDir, 'daemon.json');

/** Writes the file whole or not at all. */
export const writeDaemonFile = (stateDir: string, file: DaemonFile): void => {
  const draft = `${pathOf(stateDir)}.${file.pid}`;
  writeFileSync(draft, `${JSON.stringify(file)}\n`, { mode: 0o600 });
  renameSync(draft, pathOf(stateDir));
};

/** Removes the file. */
export const removeDaemonFile = (stateDir: string): void => rmSync(pathOf(stateDir), { force: true });

/** The daemon that lives, or undefined. */
export const findDaemon = (stateDir: string): DaemonFile | undefined => {
  const file = read(pathOf(stateDir));
  return file && isAlive(file) ? file : undefined;
};

const read = (path: string): DaemonFile | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as DaemonFile; // written by us, whole
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return undefined;
    throw failure;
  }
};
