#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { addApprove } from './commands/approve.ts';
import { addGameDay } from './commands/gameday.ts';
import { addLab } from './commands/lab.ts';
import { addPlan } from './commands/plan.ts';
import { addRun } from './commands/run.ts';
import { addStatus } from './commands/status.ts';
import { addStop } from './commands/stop.ts';
import { addTakeOver } from './commands/take-over.ts';
import { addValidate } from './commands/validate.ts';
import { exitCode, Stop } from './exit.ts';

const program = new Command('firedrill')
  .description('breaks things on purpose, stops by itself, and puts everything back')
  .option('--state <dir>', 'where runs, journals and the lab are kept', '.firedrill')
  .option('--json', 'JSON lines on stdout, the last one the result')
  .option('--debug', 'stack traces of errors')
  .showSuggestionAfterError()
  .exitOverride()
  .addHelpText(
    'after',
    `
Exit codes: 0 held and restored · 1 internal error, nothing injected · 2 bad usage or document ·
3 hypothesis failed, restored · 4 untested · 5 NOT VERIFIED RESTORED · 6 refused by guard, policy or approval ·
7 wait timed out, the run goes on`,
  );

for (const add of [
  addValidate,
  addPlan,
  addRun,
  addGameDay,
  addStop,
  addStatus,
  addApprove,
  addLab,
  addTakeOver,
])
  add(program);

const explain = (failure: unknown): number => {
  if (failure instanceof CommanderError) return failure.exitCode === 0 ? 0 : exitCode.usage;
  const { debug } = program.opts<{ debug?: boolean }>();
  const said = failure instanceof Error ? (debug ? failure.stack : failure.message) : String(failure);
  process.stderr.write(`${said}\n`);
  return failure instanceof Stop ? failure.code : exitCode.internalError;
};

try {
  await program.parseAsync();
  process.exit(process.exitCode);
} catch (failure) {
  process.exit(explain(failure));
}
