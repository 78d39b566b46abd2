import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { isAlive } from '../../lab/process/process-identity.ts';
import { openLabSession } from '../lab-session.ts';

/** Waits until a detaching process is gone, then takes its runs home. Not for people. */
export const addTakeOver = (program: Command): void => {
  program
    .command('take-over', { hidden: true })
    .argument('<pid>')
    .argument('<startTime>')
    .action(async (pid: string, startTime: string, _: unknown, command: Command) => {
      while (isAlive({ pid: Number(pid), startTime })) await pause(50);
      (await openLabSession(command)).close();
    });
};
