import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnTied } from '../process/spawn-tied.ts';
import { killMachine } from './kill-machine.ts';
import { postmasterFile, removeSharedMemory } from './left-behind.ts';
import type { PostgresAccount } from './postgres-account.ts';

/** A server that runs, tied to this process. */
export type PostgresServer = {
  readonly child: ChildProcess;
  /** False once it has ended, however it did. */
  running(): boolean;
  /** Reads its settings again. */
  reload(): void;
  /** Ends sessions and writes a checkpoint, as for a restart. */
  stop(): Promise<void>;
  /** Ends at once and leaves nothing but its files. */
  quit(): Promise<void>;
  /** The machine goes away. */
  kill(): Promise<void>;
};

/** What a server is started with. */
export type ServerStart = {
  readonly program: string;
  readonly directory: string;
  readonly account: PostgresAccount;
  /** It ended without being told to. */
  readonly lost: () => void;
  /** Called with the process before it is ready, for whoever counts processes. */
  readonly started?: ((child: ChildProcess) => void) | undefined;
};

/** Starts a server on a data directory; resolves when it takes connections, rejects with its own words when it ends before. */
export const startServer = async (start: ServerStart): Promise<PostgresServer> => {
  const { directory, account } = start;
  const log = join(directory, 'server.log');
  const output = openSync(log, 'a');
  const child = spawnTied(start.program, ['-D', directory], {
    ...account,
    cwd: '/',
    stdio: ['ignore', output, output],
    // Immediate shutdown: it takes its children and its shared memory with it.
    tieSignal: 'QUIT',
    env: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' },
  });
  closeSync(output);
  start.started?.(child);
  const running = () => child.exitCode === null && child.signalCode === null && child.pid !== undefined;
  const gone = ended(child);
  let told = false;
  await ready(directory, child, running, log);
  void gone.then(() => {
    if (!told) start.lost();
  });

  const end = async (by: (pid: number) => void) => {
    told = true;
    if (running() && child.pid !== undefined) by(child.pid);
    const patience = setTimeout(() => killMachine(child.pid ?? 0), LONGEST_STOP_MS);
    await gone;
    clearTimeout(patience);
    removeSharedMemory(directory);
  };
  return {
    child,
    running,
    reload: () => {
      child.kill('SIGHUP');
    },
    stop: () => end(() => child.kill('SIGINT')),
    quit: () => end(() => child.kill('SIGQUIT')),
    kill: () => end(killMachine),
  };
};

const LONGEST_STOP_MS = 10_000;
const LONGEST_START_MS = 30_000;

const ended = (child: ChildProcess) => Promise.race([once(child, 'exit'), failed(child)]).catch(() => {});

const failed = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once('error', () => resolve());
  });

const ready = async (directory: string, child: ChildProcess, running: () => boolean, log: string) => {
  const deadline = Date.now() + LONGEST_START_MS;
  for (;;) {
    const lines = postmasterFile(directory);
    // "ready" or, of one that only reads, "standby" (pg_ctl looks at the same line).
    if (Number(lines[0]) === child.pid && /^(ready|standby)/.test(lines[7] ?? '')) return;
    if (!running()) throw new Error(`PostgreSQL ended while it started:\n${lastLines(log)}`);
    if (Date.now() > deadline) {
      killMachine(child.pid ?? 0);
      throw new Error(`PostgreSQL was not ready within ${LONGEST_START_MS / 1000} s:\n${lastLines(log)}`);
    }
    await sleep(5);
  }
};

const lastLines = (log: string) => {
  try {
    return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
  } catch {
    return '(it wrote no log)';
  }
};
