import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, killProcess } from '../../lab/process/process-identity.ts';
import { spawnDetached } from '../detached.ts';
import { type DaemonFile, findDaemon, removeDaemonFile } from './daemon-file.ts';
import { removeTokens } from './tokens.ts';

const readyWithinMs = 5_000;
const endsWithinMs = 3_000;

/** Starts the daemon beside its lab, where none lives. The answer waits for it; undefined where it does not come. */
export const startDaemon = (stateDir: string, port?: number): (() => Promise<DaemonFile | undefined>) => {
  if (!findDaemon(stateDir))
    spawnDetached(stateDir, 'daemon', ['daemon', ...(port === undefined ? [] : ['--port', String(port)])]);
  return async () => {
    for (const untilMs = performance.now() + readyWithinMs; performance.now() < untilMs; await pause(20)) {
      const found = findDaemon(stateDir);
      if (found) return found;
    }
    return undefined;
  };
};

/** Ends the daemon with its lab, and takes its tokens back. */
export const stopDaemon = async (stateDir: string): Promise<void> => {
  const daemon = findDaemon(stateDir);
  if (daemon) {
    killProcess(daemon, 'SIGTERM');
    const untilMs = performance.now() + endsWithinMs;
    while (isAlive(daemon) && performance.now() < untilMs) await pause(10);
    killProcess(daemon, 'SIGKILL');
  }
  removeDaemonFile(stateDir);
  removeTokens(stateDir);
};
