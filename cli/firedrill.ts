#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { NotFound, RunRefused } from '../core/errors.ts';
import { addWanted } from './catalog.ts';
import { exitCode, Stop } from './exit.ts';

const program = new Command('firedrill')
  .description('breaks things on purpose, stops by itself, and puts everything back')
  .addOption(
    new Option('--state <dir>', 'where runs, journals and the lab are kept')
      .default('.firedrill')
      .env('FIREDRILL_STATE'),
  )
  .option('--json', 'JSON lines on stdout, the last one the result')
  .option('--debug', 'stack traces of errors')
  .option('--aws', 'on the stack that is deployed on AWS, not in the lab')
  .option('--profile <name>', "with --aws: a profile of your AWS configuration; else the SDK's default chain")
  .option('--region <region>', "with --aws: the stack's Region; else the profile's or AWS_REGION")
  .option('--stage <name>', 'with --aws: the stage that was deployed (default: dev)')
  .option('--endpoint <url>', 'with --aws: another address than AWS, for emulators')
  .showSuggestionAfterError()
  .configureOutput({ outputError: (text, write) => write(`${text.trimEnd().replace('\n(', ' (')}\n`) })
  .exitOverride()
  .addHelpText(
    'after',
    `
Exit codes: 0 held and restored · 1 internal error, nothing injected · 2 bad usage or document ·
3 hypothesis failed, restored · 4 untested · 5 NOT VERIFIED RESTORED · 6 refused by guard, policy or approval ·
7 wait timed out, the run goes on`,
  );

const codeOf = (failure: unknown): number => {
  if (failure instanceof CommanderError) return failure.exitCode === 0 ? 0 : exitCode.usage;
  if (failure instanceof Stop) return failure.code;
  if (failure instanceof NotFound) return exitCode.usage;
  return failure instanceof RunRefused ? exitCode.refused : exitCode.internalError;
};

const explain = (failure: unknown): number => {
  const code = codeOf(failure);
  if (code === 0) return code;
  const { debug } = program.opts<{ debug?: boolean }>();
  const message = failure instanceof Error ? failure.message : String(failure);
  // Commander has said its own already.
  if (!(failure instanceof CommanderError))
    process.stderr.write(`${debug && failure instanceof Error ? failure.stack : message}\n`);
  // The options may not have been parsed.
  if (process.argv.includes('--json'))
    process.stdout.write(`${JSON.stringify({ type: 'result', error: message, exitCode: code })}\n`);
  return code;
};

try {
  await addWanted(program, process.argv.slice(2));
  await program.parseAsync();
  process.exit(process.exitCode);
} catch (failure) {
  process.exit(explain(failure));
}
