import type { Command } from 'commander';
import { runDaemon } from '../daemon/daemon.ts';
import { stateDirOf } from '../globals.ts';

/** What `lab up` starts beside the lab. Not for people. */
export const addDaemon = (program: Command): void => {
  program
    .command('daemon', { hidden: true })
    .option('--port <n>', 'where to listen', Number)
    .action(({ port }: { port?: number }, command: Command) => runDaemon(stateDirOf(command), port));
};
