import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnTied } from '../../../lab/process/spawn-tied.ts';

/** A server that answers, and its end. */
export type Emulator = { readonly url: string; stop(): Promise<void> };

/** How a server is started, and where it answers once its output so far, or an answer of its own, says so. */
export type EmulatorProgram = {
  readonly name: string;
  readonly python: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  urlIfUp(log: string): Promise<string | undefined>;
};

const startWithinMs = 60_000;

/** Starts a server that does not outlive this process, with nothing of our environment but what programs need to run. */
export const startEmulator = async (program: EmulatorProgram): Promise<Emulator> => {
  const directory = mkdtempSync(join(tmpdir(), 'firedrill-emulator-'));
  const logFile = join(directory, 'log');
  const log = openSync(logFile, 'a');
  const child = spawnTied(program.python, program.args, {
    // A group of its own: what it starts itself ends with it.
    detached: true,
    stdio: ['ignore', log, log],
    env: {
      PATH: process.env.PATH,
      HOME: directory,
      TMPDIR: directory,
      PYTHONUNBUFFERED: '1',
      ...program.env,
    },
  });
  closeSync(log);
  const stop = async () => {
    await killGroup(child);
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    return { url: await upOrDead(program, child, logFile), stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
};

const upOrDead = async (program: EmulatorProgram, child: ChildProcess, logFile: string): Promise<string> => {
  const giveUp = AbortSignal.timeout(startWithinMs);
  const log = () => readFileSync(logFile, 'utf8');
  while (!hasEnded(child) && !giveUp.aborted) {
    const url = await program.urlIfUp(log());
    if (url !== undefined) return url;
    await sleep(50);
  }
  const fate = hasEnded(child) ? 'ended' : `did not answer within ${startWithinMs / 1_000} s`;
  throw new Error(`${program.name} ${fate}:\n${log().trim().split('\n').slice(-12).join('\n')}`);
};

const hasEnded = ({ exitCode, signalCode, pid }: ChildProcess) =>
  pid === undefined || exitCode !== null || signalCode !== null;

const killGroup = async (child: ChildProcess): Promise<void> => {
  if (child.pid === undefined) return;
  const ended = hasEnded(child) ? undefined : once(child, 'exit');
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'ESRCH')) throw failure;
  }
  await ended;
};
