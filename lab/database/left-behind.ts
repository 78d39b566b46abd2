import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killMachine } from './kill-machine.ts';

/** Removes a data directory with whatever still lives of it, and nothing that is not one. */
export const clearDataDirectory = async (directory: string): Promise<void> => {
  if (!existsSync(directory)) return;
  if (!existsSync(join(directory, 'PG_VERSION')) && readdirSync(directory).length > 0) {
    throw new Error(`${directory} is not a database's folder and is not empty: the lab will not remove it.`);
  }
  await endLeftServer(directory);
  removeSharedMemory(directory);
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
};

/** The lines of postmaster.pid: pid, data directory, start time, port, sockets, address, shared memory, status. */
export const postmasterFile = (directory: string): readonly string[] => {
  try {
    return readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return []; // no server runs here
  }
};

/** A killed server cannot give back the segment it guards its directory with; the next in the directory would. */
export const removeSharedMemory = (directory: string): void => {
  const [, id] = postmasterFile(directory)[6]?.trim().split(/\s+/) ?? [];
  // Without ipcrm some 56 bytes stay until the system restarts, and disturb nobody.
  if (id !== undefined) spawnSync('ipcrm', ['-m', id], { stdio: 'ignore' });
};

// A server whose lab was just killed is on its way down by itself.
const GRACE_MS = 3_000;

const endLeftServer = async (directory: string) => {
  const deadline = Date.now() + GRACE_MS;
  const pid = Number(postmasterFile(directory)[0]);
  while (Number.isInteger(pid) && runsIn(pid, directory)) {
    if (Date.now() > deadline) return killMachine(pid);
    await sleep(20);
  }
};

// The number in the file may be another program's by now.
const runsIn = (pid: number, directory: string) => commandLine(pid).includes(directory);

const commandLine = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    if (process.platform === 'linux') return '';
    return spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
};
