import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Kills a server and its children in one blow, as when the power goes: none of them says goodbye to a client. */
export const killMachine = (pid: number): void => {
  // Stopped first, so it neither starts another child nor sees the others die.
  if (!signal(pid, 'SIGSTOP')) return;
  for (const child of childrenOf(pid)) signal(child, 'SIGKILL');
  signal(pid, 'SIGKILL');
};

const signal = (pid: number, name: NodeJS.Signals) => {
  try {
    return process.kill(pid, name);
  } catch {
    return false; // it is gone already
  }
};

const childrenOf = (pid: number): readonly number[] => {
  try {
    return numbers(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8'));
  } catch {
    const { stdout } = spawnSync('ps', ['-A', '-o', 'ppid=,pid='], { encoding: 'utf8' });
    return (stdout ?? '')
      .split('\n')
      .map(numbers)
      .filter(([parent]) => parent === pid)
      .flatMap(([, child]) => child ?? []);
  }
};

const numbers = (text: string) => text.trim().split(/\s+/).filter(Boolean).map(Number);
