import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectLab, type LabClient } from './client.ts';
import { takeKeeperLock } from './keeper/keeper-lock.ts';
import { keeperLog, type LabFile, makeLabFolder, readLabFile } from './keeper/lab-file.ts';
import { sweep } from './keeper/sweep.ts';
import { keeperConnection } from './keeper-connection.ts';
import { LabError } from './lab-error.ts';
import { isAlive, killProcess } from './process/process-identity.ts';
import { siblingScript } from './process/sibling-script.ts';

/** How a lab is started. */
export type LabOptions = {
  readonly stateDir: string;
  /** Lab seconds per real second. */
  readonly scale: number;
  /** What a due schedule runs: program and arguments; the schedule's input is written to its stdin as JSON. */
  readonly deadManCommand?: readonly string[];
};

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 5_000;

/** Starts a lab that outlives this process, and waits until its front page is healthy. */
export const startLab = async (options: LabOptions): Promise<LabClient> => {
  const { stateDir } = options;
  makeLabFolder(stateDir);
  if (connectLab(stateDir)) throw new LabError('LabRunning', `The lab of ${stateDir} is already up.`, false);
  const keeper = spawnKeeper(options);
  try {
    await ready(stateDir, keeper, Date.now() + START_TIMEOUT_MS);
  } catch (cause) {
    keeper.kill('SIGKILL');
    if (keeper.exitCode === null && keeper.signalCode === null) await once(keeper, 'exit');
    await sweepUnlessKept(stateDir, ({ keeper: { pid } }) => pid === keeper.pid);
    throw new LabError('LabNotStarted', `The lab did not start.\n${logTail(stateDir)}`, true, { cause });
  }
  keeper.unref();
  const client = connectLab(stateDir);
  if (client === undefined) throw new LabError('LabNotStarted', `The lab died.\n${logTail(stateDir)}`, true);
  return client;
};

const spawnKeeper = (options: LabOptions) => {
  const log = openSync(keeperLog(options.stateDir), 'a', 0o600);
  try {
    const script = siblingScript(import.meta.url, './keeper/main');
    return spawn(process.execPath, [script, JSON.stringify(options)], {
      detached: true, // its own session: Ctrl-C in the orchestrator's terminal is not for it
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
};

const ready = async (stateDir: string, keeper: ChildProcess, deadline: number) => {
  const file = await written(stateDir, keeper, deadline);
  const connection = keeperConnection(file);
  try {
    await connection.call('GET', '/ready', undefined, deadline - Date.now());
  } finally {
    connection.close();
  }
};

// A file of an earlier keeper may still lie there.
const written = async (stateDir: string, keeper: ChildProcess, deadline: number) => {
  for (;;) {
    const file = readLabFile(stateDir);
    if (file?.keeper.pid === keeper.pid && file) return file;
    if (keeper.exitCode !== null || keeper.signalCode !== null) throw new Error('The keeper ended.');
    if (Date.now() > deadline) throw new Error('The keeper is silent.');
    await sleep(5);
  }
};

const logTail = (stateDir: string) =>
  readFileSync(keeperLog(stateDir), 'utf8').split('\n').slice(-20).join('\n');

/** Ends the lab of this state directory and all its processes; sweeps what a dead keeper left. False when there was none. */
export const stopLab = async (stateDir: string): Promise<boolean> => {
  const file = readLabFile(stateDir);
  if (file === undefined) return false;
  const connection = keeperConnection(file);
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  // No answer is no reason to let it live: the signal follows.
  if (isAlive(file.keeper)) await connection.call('POST', '/shutdown').catch(() => {});
  connection.close();
  while (isAlive(file.keeper) && Date.now() < deadline) await sleep(5);
  killProcess(file.keeper, 'SIGKILL');
  while (isAlive(file.keeper)) await sleep(5);
  await sweepUnlessKept(stateDir, ({ labId }) => labId === file.labId);
  return true;
};

// A keeper that has begun meanwhile sweeps by itself, and has a database of its own where the other one lay.
const sweepUnlessKept = async (stateDir: string, isMeant: (left: LabFile) => boolean): Promise<void> => {
  const lock = takeKeeperLock(stateDir);
  if (lock === undefined) return;
  try {
    const left = readLabFile(stateDir);
    if (left && isMeant(left)) await sweep(stateDir, left);
  } finally {
    lock.close();
  }
};
