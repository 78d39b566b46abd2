import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type ProcessIdentity, processStartTime } from '../process/process-identity.ts';
import { siblingScript } from '../process/sibling-script.ts';
import { spawnTied } from '../process/spawn-tied.ts';
import type { WorkloadOrder, WorkloadReport } from '../workload/messages.ts';

/** A process of the workload, alive until `ended` was called. */
export type WorkloadProcess = ProcessIdentity & {
  tell(order: WorkloadOrder): void;
  kill(signal: NodeJS.Signals): void;
};

/** How to start one, and what to do with what it says. */
export type WorkloadStart = {
  readonly role: string;
  /** A script in lab/workload, without its extension. */
  readonly script: string;
  readonly settings: unknown;
  report(report: WorkloadReport): void;
  ended(): void;
};

/** The keeper's children. */
export type ChildProcesses = {
  start(start: WorkloadStart): WorkloadProcess;
  /** Counts a process of another making among the children until it exits. */
  adopt(role: string, child: ChildProcess): ProcessIdentity;
  list(): readonly (ProcessIdentity & { readonly role: string })[];
  /** Kills them all and waits until they are gone; nothing they end with is heard any more. */
  killAll(): Promise<void>;
};

/** Starts and counts children; `changed` after every start and end. */
export const childProcesses = (changed: () => void): ChildProcesses => {
  const children = new Map<ChildProcess, ProcessIdentity & { readonly role: string }>();
  let closing = false;

  const adopt = (role: string, child: ChildProcess) => {
    const { pid = 0 } = child;
    const identity = { role, pid, startTime: processStartTime(pid) ?? '' };
    children.set(child, identity);
    child.once('exit', () => {
      children.delete(child);
      if (!closing) changed();
    });
    changed();
    return identity;
  };

  const start = ({ role, script, settings, report, ended }: WorkloadStart): WorkloadProcess => {
    const child = spawnTied(
      process.execPath,
      [siblingScript(import.meta.url, `../workload/${script}`), JSON.stringify(settings)],
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
    const { pid, startTime } = adopt(role, child);
    child.on('message', (message) => report(message as WorkloadReport));
    child.on('error', (error) => console.error(`${role}: ${error.message}`));
    child.once('exit', () => {
      if (!closing) ended();
    });
    return {
      pid,
      startTime,
      tell: (order) => {
        if (child.connected) child.send(order, () => {});
      },
      kill: (signal) => {
        child.kill(signal);
      },
    };
  };

  return {
    start,
    adopt,
    list: () => [...children.values()],
    killAll: async () => {
      closing = true;
      const gone = [...children.keys()].map((child) => once(child, 'exit'));
      for (const child of children.keys()) child.kill('SIGKILL');
      await Promise.all(gone);
    },
  };
};
