import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { leaveFolder } from './database-folder.ts';
import { killMachine } from './kill-machine.ts';

/** Removes a data directory with whatever still lives of it, and nothing that is not one. */
export const clearDataDirectory = async (directory: string): Promise<void> => {
  if (!existsSync(directory)) return;
  if (!existsSync(marker(directory)) && readdirSync(directory).length > 0) {
    throw new Error(`${directory} is not empty, and not the lab's: it will not be removed. Move it away.`);
  }
  await endLeftServer(directory);
  removeSharedMemory(directory);
  await rm(directory, { recursive: true, force: true, maxRetries: 5 });
};

/** Removes all databases of a folder that the lab marked, and the folder; one without the mark stays as it is. */
export const clearDatabases = async (dataDir: string): Promise<void> => {
  if (existsSync(join(dataDir, MARK))) {
    const found = readdirSync(dataDir, { withFileTypes: true });
    for (const one of found) if (one.isDirectory()) await clearDataDirectory(join(dataDir, one.name));
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
  await leaveFolder(dataDir);
};

/** Says that the databases beside this mark are the lab's to remove, however unfinished a killed lab left them. */
export const markAsTheLabs = (directory: string): void =>
  writeFileSync(
    marker(directory),
    'The databases of a lab. They are removed when it starts and when it ends.\n',
  );

/** Removes the mark, and the folder if nothing else is in it. */
export const removeMark = async (directory: string): Promise<void> => {
  await rm(marker(directory), { force: true });
  await leaveFolder(dirname(directory));
};

const MARK = 'firedrill-databases.txt';

const marker = (directory: string) => join(dirname(directory), MARK);

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
