import { spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessIdentity } from '../lab/process/process-identity.ts';
import { siblingScript } from '../lab/process/sibling-script.ts';

const program = siblingScript(import.meta.url, './firedrill');

/** Runs a command of this program in a session of its own; what it says goes to a log file. */
export const spawnDetached = (
  stateDir: string,
  name: string,
  args: readonly string[],
): { readonly log: string } => {
  const directory = join(stateDir, 'logs');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const log = join(directory, `${name}.log`);
  const file = openSync(log, 'a', 0o600);
  const argv = [program, '--state', stateDir, ...args];
  spawn(process.execPath, argv, { detached: true, stdio: ['ignore', file, file] }).unref();
  return { log };
};

/** Starts the process that takes this one's runs home as soon as this one is gone. */
export const takeOver = (stateDir: string, { pid, startTime }: ProcessIdentity): void => {
  spawnDetached(stateDir, `take-over-${pid}`, ['take-over', String(pid), startTime]);
};
