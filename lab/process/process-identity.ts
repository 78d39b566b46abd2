import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process, told from a later one of the same number by when it started. */
export type ProcessIdentity = { readonly pid: number; readonly startTime: string };

/** When a process started, in the operating system's own words; undefined when there is none (a zombie is none). */
export const processStartTime = (pid: number): string | undefined =>
  process.platform === 'linux' ? linuxStartTime(pid) : psStartTime(pid);

/** Whether this very process lives, and not another one that was given its number. */
export const isAlive = ({ pid, startTime }: ProcessIdentity): boolean => processStartTime(pid) === startTime;

/** Kills the process if it is still the same one. False when it was gone. */
export const killProcess = (identity: ProcessIdentity, signal: NodeJS.Signals): boolean => {
  if (!isAlive(identity)) return false;
  try {
    return process.kill(identity.pid, signal);
  } catch (error) {
    if (isNoSuchProcess(error)) return false;
    throw error;
  }
};

const isNoSuchProcess = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ESRCH';

const linuxStartTime = (pid: number) => {
  const stat = readStat(pid);
  if (stat === undefined) return undefined;
  // Field 2 is the name in parentheses and may hold spaces; field 3 follows the last parenthesis.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, threads, startTime] = [fields[0], Number(fields[17]), fields[19]];
  // The main thread of a killed process is a zombie while other threads still hold its files and ports.
  const gone = state === 'X' || (state === 'Z' && threads <= 1);
  return gone ? undefined : startTime;
};

const readStat = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined; // ENOENT, or ESRCH when it dies while it is read
  }
};

const psStartTime = (pid: number) => {
  const { stdout } = spawnSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const [, state, startTime] = /^\s*(\S+)\s+(.+?)\s*$/.exec(stdout ?? '') ?? [];
  return state?.startsWith('Z') ? undefined : startTime;
};
