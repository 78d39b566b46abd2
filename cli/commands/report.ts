import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { GameDayResult, RunResult } from '../../core/result.ts';
import { exitCode, Stop } from '../exit.ts';
import type { Found } from '../find-result.ts';
import { openSession } from '../session.ts';

type Result = RunResult | GameDayResult;

type Format = {
  /** What it is called after the id. What was gathered from the store may still change, so it never takes the place of the result itself. */
  readonly suffix: string;
  readonly write: (result: Result) => Promise<string>;
};

// What writes a format is loaded when it is asked for.
const formats = {
  html: {
    suffix: 'html',
    write: async (result: Result) => (await import('../../report/html-of.ts')).htmlOf(result),
  },
  json: {
    suffix: 'report.json',
    write: async (result: Result) => `${JSON.stringify(result, null, 2)}\n`,
  },
  junit: {
    suffix: 'junit.xml',
    write: async (result: Result) => (await import('../../report/junit.ts')).junit(result),
  },
  markdown: {
    suffix: 'md',
    write: async (result: Result) => (await import('../../report/markdown.ts')).markdown(result),
  },
  'chaos-toolkit': {
    suffix: 'journal.json',
    write: async (result: Result) =>
      (await import('../../report/chaos-toolkit.ts')).chaosToolkitJournal(result),
  },
} as const satisfies Readonly<Record<string, Format>>;

type Options = { readonly format: keyof typeof formats; readonly out?: string };

/** `firedrill report`. */
export const addReport = (program: Command): void => {
  program
    .command('report')
    .description('a report to read and to forward (one HTML file that needs nothing else), or a file for CI')
    .argument('[id]', 'a run or a game day; without it, the newest one')
    .addOption(new Option('--format <format>', 'what to write').choices(Object.keys(formats)).default('html'))
    .option('--out <file>', 'where to, `-` for standard output; without it, next to the results')
    .action(async (given: string | undefined, options: Options, command: Command) => {
      const session = await openSession(command);
      if (options.out === '-' && session.out.json)
        throw new Stop(
          exitCode.usage,
          '`--out -` and `--json` both want standard output; leave one of them out',
        );
      const { findResult, newestId } = await import('../find-result.ts');
      const id = given ?? (await newestId(session));
      if (id === undefined)
        throw new Stop(
          exitCode.usage,
          'no run yet, so there is nothing to report; see `firedrill run --help`',
        );
      const found = await findResult(session, id);
      if (options.out === '-') process.stdout.write(await formats[options.format].write(found.result));
      else {
        const file = await write(session.stateDir, id, found, options);
        session.out.say(relative(process.cwd(), file));
        session.out.emit({ type: 'result', id, file, result: found.result });
      }
      session.close();
    });
};

const write = async (
  stateDir: string,
  id: string,
  { result, file }: Found,
  { format, out }: Options,
): Promise<string> => {
  if (format === 'json' && out === undefined && file !== undefined) return file;
  const { suffix, write: textOf } = formats[format];
  const to = out === undefined ? join(stateDir, 'results', `${id}.${suffix}`) : resolve(out);
  const text = await textOf(result);
  try {
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
    writeFileSync(`${to}.part`, text);
    renameSync(`${to}.part`, to);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Stop(exitCode.usage, `${to}: cannot be written: ${why}`, { cause });
  }
  return to;
};
