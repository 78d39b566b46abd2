import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { stateDirOf } from './globals.ts';

/** Takes home what dead processes left, for a command that needs nothing else. Without a store there is nothing to do. */
export const recoverFirst = async (command: Command): Promise<void> => {
  if (!existsSync(join(stateDirOf(command), 'firedrill.db'))) return;
  const { openSession } = await import('./session.ts');
  (await openSession(command)).close();
};
