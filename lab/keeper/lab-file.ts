import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabTime } from '../lab-clock.ts';
import type { ProcessIdentity } from '../process/process-identity.ts';

/** What `lab.json` says: where the keeper is, and which processes are its own. */
export type LabFile = LabTime & {
  readonly labId: string;
  readonly keeper: ProcessIdentity;
  readonly port: number;
  readonly token: string;
  readonly children: readonly (ProcessIdentity & { readonly role: string })[];
};

/** The folder of a lab inside a state directory. */
export const labFolder = (stateDir: string): string => join(stateDir, 'lab');

/** The keeper's log. */
export const keeperLog = (stateDir: string): string => join(labFolder(stateDir), 'keeper.log');

const pathOf = (stateDir: string) => join(labFolder(stateDir), 'lab.json');

/** Makes the lab's folder; only its owner may look inside. */
export const makeLabFolder = (stateDir: string): void => {
  mkdirSync(labFolder(stateDir), { recursive: true, mode: 0o700 });
};

/** Writes the file whole or not at all; it holds the token, so only its owner may read it. */
export const writeLabFile = (stateDir: string, file: LabFile): void => {
  const path = pathOf(stateDir);
  const draft = `${path}.${file.keeper.pid}`;
  writeFileSync(draft, JSON.stringify(file), { mode: 0o600 });
  renameSync(draft, path);
};

/** The file, or undefined when there is none. */
export const readLabFile = (stateDir: string): LabFile | undefined => {
  try {
    return JSON.parse(readFileSync(pathOf(stateDir), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Removes the file. */
export const removeLabFile = (stateDir: string): void => rmSync(pathOf(stateDir), { force: true });
