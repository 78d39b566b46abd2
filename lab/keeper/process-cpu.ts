import { readdirSync, readFileSync } from 'node:fs';
import type { ProcessIdentity } from '../process/process-identity.ts';

// USER_HZ, in which the kernel tells user space CPU times, is 100 on every Linux.
const TICK_MS = 10;

/**
 * The CPU time a process and its children have used, in real milliseconds; undefined when it is gone, or another one
 * has its number, or where there is no /proc.
 */
export const processCpuMs = ({ pid, startTime }: ProcessIdentity): number | undefined => {
  const stat = statOf(pid);
  if (stat === undefined || stat.startTime !== startTime) return undefined;
  return treeTicks(pid) * TICK_MS;
};

const treeTicks = (pid: number): number =>
  childrenOf(pid).reduce((sum, child) => sum + treeTicks(child), statOf(pid)?.ticks ?? 0);

/** Fields as proc_pid_stat(5) numbers them: 14 and 15 are its own time, 16 and 17 that of children that have ended. */
const statOf = (
  pid: number,
): { readonly ticks: number; readonly startTime: string | undefined } | undefined => {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // Field 2 is the name in parentheses and may hold spaces; field 3 follows the last parenthesis.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { ticks, startTime: fields[19] };
};

const childrenOf = (pid: number): readonly number[] =>
  tasksOf(pid).flatMap((task) =>
    (read(`/proc/${pid}/task/${task}/children`) ?? '').split(' ').filter(Boolean).map(Number),
  );

const tasksOf = (pid: number): readonly string[] => {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return []; // it has just ended
  }
};

const read = (file: string) => {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return undefined; // it has just ended, or this is no Linux
  }
};
