import { existsSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { formatProblem } from '../../core/documents/problem.ts';
import { choiceOption } from '../choice.ts';
import { exitCode, Stop } from '../exit.ts';
import { type Answers, firstExperiment, type System, systems } from '../first-experiment.ts';
import { wantsJson } from '../globals.ts';
import { openOutput } from '../output.ts';
import { recoverFirst } from '../recover-first.ts';

type Options = {
  system?: System;
  name?: string;
  url?: string;
  alarm?: string;
  out?: string;
  force?: boolean;
};

/** `firedrill init [file]`. */
export const addInit = (program: Command): void => {
  program
    .command('init')
    .description('write a first experiment, with a comment wherever a decision is yours')
    .argument('[file]', 'where to; <name>.yml without it')
    .addOption(
      choiceOption(
        '--system <system>',
        'what to break',
        systems.map(({ value }) => value),
      ),
    )
    .option('--name <name>', 'the name it goes by, in kebab case')
    .option('--url <url>', 'an address of yours that answers 200 when all is well')
    .option('--alarm <name>', 'a CloudWatch alarm that must stay OK')
    .option('--out <file>', 'the same as [file]')
    .option('--force', 'write over a file that is there')
    .action(async (file: string | undefined, options: Options, command: Command) => {
      await recoverFirst(command);
      const json = wantsJson(command);
      const asks = process.stdin.isTTY === true && process.stderr.isTTY === true && !json;
      const answers = asks && !isWhole(options) ? await ask(options) : fromFlags(options);
      const path = file ?? options.out ?? `${answers.name}.yml`;
      const text = firstExperiment(answers);
      await mustBeValid(text, path);
      write(path, text, options.force ?? false);
      const out = await openOutput(json);
      out.say(`${path} is written, and valid. Next:\n  firedrill plan ${path}`);
      out.emit({ type: 'result', file: path, ...answers });
    });
};

const isWhole = ({ system, name, url }: Options) =>
  system !== undefined && name !== undefined && url !== undefined;

const fromFlags = ({ system = 'ec2', name = `first-${system}-experiment`, url, alarm }: Options): Answers => {
  if (url === undefined)
    throw new Stop(exitCode.usage, '--url is missing: an address of yours that answers 200 when all is well');
  return { system, name, url, alarm };
};

const ask = async ({ system, name, url, alarm }: Options): Promise<Answers> => {
  const { select, text } = await import('@clack/prompts');
  const output = process.stderr;
  const answered = <Answer extends string>(answer: Answer | symbol): Answer => {
    if (typeof answer !== 'symbol') return answer;
    // What a shell says of a command that Ctrl-C ended.
    throw new Stop(130, 'Nothing was written.');
  };
  const chosen =
    system ??
    answered<System>(await select<System>({ message: 'What shall break?', options: [...systems], output }));
  const shown = `first-${chosen}-experiment`;
  const called =
    name ??
    answered(await text({ message: 'What is it called?', placeholder: shown, defaultValue: shown, output }));
  const asked =
    url ??
    answered(
      await text({
        message: 'Which address do your users see? It answers 200 when all is well.',
        placeholder: 'https://shop.example.com/',
        validate: (value) =>
          URL.canParse(value ?? '') ? undefined : 'An address begins with https:// or http://',
        output,
      }),
    );
  const watched =
    alarm ??
    answered(
      await text({
        message: 'Is there an alarm that must stay OK? Its name, or nothing.',
        defaultValue: '',
        output,
      }),
    );
  return { system: chosen, name: called, url: asked, alarm: watched || undefined };
};

// What the answers were wrong about is said in the words of the document.
const mustBeValid = async (text: string, path: string): Promise<void> => {
  const { parseDocument } = await import('../../core/documents/parse-document.ts');
  const parsed = parseDocument(text, path);
  if (!parsed.ok) throw new Stop(exitCode.usage, parsed.problems.map(formatProblem).join('\n'));
};

const write = (path: string, text: string, force: boolean): void => {
  const there = `${path} is there already; choose another name, or say --force`;
  if (!force && existsSync(path)) throw new Stop(exitCode.usage, there);
  try {
    writeFileSync(path, text, { flag: force ? 'w' : 'wx' });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Stop(exitCode.usage, `${path} cannot be written: ${why}`, { cause });
  }
};
