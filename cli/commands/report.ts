import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { htmlOf } from '../../report/html-of.ts';
import { exitCode, Stop } from '../exit.ts';
import type { Found } from '../find-result.ts';
import { openSession } from '../session.ts';

type Options = { readonly format: 'html' | 'json'; readonly out?: string };

/** `firedrill report`. */
export const addReport = (program: Command): void => {
  program
    .command('report')
    .description('a report to read and to forward: one HTML file that needs nothing else, or JSON')
    .argument('[id]', 'a run or a game day; without it, the newest one')
    .addOption(new Option('--format <format>', 'what to write').choices(['html', 'json']).default('html'))
    .option('--out <file>', 'where to; without it, next to the results')
    .action(async (given: string | undefined, options: Options, command: Command) => {
      const session = await openSession(command);
      const { findResult, newestId } = await import('../find-result.ts');
      const id = given ?? (await newestId(session));
      if (id === undefined)
        throw new Stop(
          exitCode.usage,
          'no run yet, so there is nothing to report; see `firedrill run --help`',
        );
      const found = await findResult(session, id);
      const file = await write(session.stateDir, id, found, options);
      session.out.say(relative(process.cwd(), file));
      session.out.emit({ type: 'result', id, file, result: found.result });
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
  // What was gathered from the store may still change, so it never takes the place of the result itself.
  const name = format === 'json' ? `${id}.report.json` : `${id}.html`;
  const to = out === undefined ? join(stateDir, 'results', name) : resolve(out);
  const text = format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : await htmlOf(result);
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
