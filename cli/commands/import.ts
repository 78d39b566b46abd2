import type { Command } from 'commander';
import { choiceOption } from '../choice.ts';
import { exitCode, Stop } from '../exit.ts';
import { wantsJson } from '../globals.ts';
import { openOutput } from '../output.ts';
import { recoverFirst } from '../recover-first.ts';

type Options = {
  readonly fisTemplate?: string;
  readonly format: 'auto' | 'fis' | 'chaos-toolkit';
  readonly allow?: readonly string[];
  readonly out?: string;
  readonly force?: boolean;
};

/** `firedrill import [file]`. */
export const addImport = (program: Command): void => {
  program
    .command('import')
    .description(
      'make experiments of what was written for AWS FIS or Chaos Toolkit, and say what became of it',
    )
    .argument(
      '[file]',
      'a FIS template (API, CloudFormation, Terraform) or a Chaos Toolkit experiment; `-` is stdin',
    )
    .option('--fis-template <id>', 'a template that FIS has, instead of a file; with --aws')
    .addOption(
      choiceOption('--format <format>', 'what the file is', ['auto', 'fis', 'chaos-toolkit']).default('auto'),
    )
    .option('--allow <action>', 'an action that cannot be undone and is wanted; may be repeated', another)
    .option('--out <file>', 'write it there; a folder where the file has several templates')
    .option('--force', 'write over a file that is there')
    .action(async (file: string | undefined, options: Options, command: Command) => {
      if ((file === undefined) === (options.fisTemplate === undefined))
        throw new Stop(exitCode.usage, 'name a file, or a template with --fis-template; one of the two');
      await recoverFirst(command);
      const out = await openOutput(wantsJson(command));
      const { readForeign } = await import('../import/foreign.ts');
      const { importAll } = await import('../import/import-all.ts');
      await importAll(out, await readForeign(file, options.fisTemplate, command), options);
    });
};

const another = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
