import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { awsChoiceOf, stateDirOf } from './globals.ts';

/** Takes home what dead processes left, for a command that needs nothing else. Without a store there is nothing to do. */
export const recoverFirst = async (command: Command): Promise<void> => {
  if (awsChoiceOf(command)) return;
  if (!existsSync(join(stateDirOf(command), 'firedrill.db'))) return;
  const { openLabSession } = await import('./lab-session.ts');
  (await openLabSession(command)).close();
};
