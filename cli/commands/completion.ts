import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { oneOf } from '../choice.ts';

const shells = ['bash', 'zsh', 'fish'];

// Named by files that are likely: those here, and a library.
const documents = ['*.{yml,yaml}', 'experiments/**/*.{yml,yaml}'];
const takesFile = [
  ['validate', 'files'],
  ['lint', 'files'],
  ['plan', 'file'],
  ['run', 'file'],
  ['gameday', 'file'],
] as const;

// Whose argument is the id of something open.
const takesId = ['stop', 'watch', 'approve', 'deny'];

/** `firedrill completion <shell>`, and what a shell asks with. The program must have its other commands by now. */
export const addCompletion = async (program: Command): Promise<void> => {
  const open = await openIds(typedStateDir());
  const completion = tab(program, { completionCommandName: 'completion' });
  const [shell] =
    program.commands.find((command) => command.name() === 'completion')?.registeredArguments ?? [];
  shell?.choices(shells).argParser(oneOf(shells));
  for (const [name, argument] of takesFile)
    completion.commands.get(name)?.argument(argument, (complete) => {
      for (const file of globSync(documents)) complete(file, '');
    });
  for (const name of takesId)
    completion.commands.get(name)?.argument('id', (complete) => {
      for (const [id, what] of open) complete(id, what);
    });
};

// A shell asks before anything is parsed; what it completes may say where the state is.
const typedStateDir = (): string => {
  const [, dir = '.firedrill'] = process.argv.slice(process.argv.indexOf('--state'));
  return process.argv.includes('--state') ? dir : '.firedrill';
};

const openIds = async (stateDir: string): Promise<readonly (readonly [id: string, what: string])[]> => {
  if (!existsSync(join(stateDir, 'firedrill.db'))) return [];
  const { openStore } = await import('../../lab/store/open-store.ts');
  const store = openStore(stateDir);
  try {
    const runs = (await store.runs.open()).map(({ runId, experiment }) => [runId, experiment.name] as const);
    const days = (await store.gameDays.open()).map(({ gameDayId }) => [gameDayId, 'game day'] as const);
    return [...runs, ...days];
  } finally {
    store.close();
  }
};
