import type { Command } from 'commander';
import { formatProblem } from '../../core/documents/problem.ts';
import type { Suggestions } from '../../core/suggest/suggestion.ts';
import { exitCode, Stop } from '../exit.ts';
import { wantsJson } from '../globals.ts';
import { openOutput } from '../output.ts';
import { recoverFirst } from '../recover-first.ts';

type Options = {
  template?: string;
  stack?: string;
  parameter?: readonly string[];
  zone?: string;
  url?: string;
  owner?: string;
  all?: boolean;
  out?: string;
};

/** `firedrill suggest`. */
export const addSuggest = (program: Command): void => {
  program
    .command('suggest')
    .description('propose experiments for a CloudFormation template or a deployed stack; touches nothing')
    .option('--template <file>', 'a template: YAML or JSON, SAM, or what the CDK has synthesised')
    .option('--stack <name>', 'a deployed stack; with --template, the name under which that is deployed')
    .option('--parameter <name=value...>', 'with --template: parameters, in the place of their defaults')
    .option('--zone <name>', 'the zone to lose, where one is to be lost')
    .option('--url <url>', 'an address of yours that answers 200 when all is well')
    .option('--owner <who>', 'who answers for the experiments')
    .option('--all', 'also the fourth and later of experiments that are alike')
    .option('--out <dir>', 'write each as a file, with comments; nothing is written over')
    .action(async (options: Options, command: Command) => {
      await recoverFirst(command);
      const out = await openOutput(wantsJson(command));
      const [{ sourceOf }, { readTemplate }, { suggest }] = await Promise.all([
        import('../suggest-source.ts'),
        import('../../core/suggest/template/read-template.ts'),
        import('../../core/suggest/suggest.ts'),
      ]);
      const source = await sourceOf(command, options);
      const read = readTemplate(source.text, source);
      if (!read.ok) {
        out.emit({ type: 'template', ok: false, problems: read.problems });
        throw new Stop(exitCode.usage, read.problems.map(formatProblem).join('\n'));
      }
      const url = options.url ?? source.url;
      const { zone, owner, all } = options;
      const found = suggest(read.template, {
        ...(zone && { zone }),
        ...(url && { url }),
        ...(owner && { owner }),
        ...(all && { all }),
      });
      const files = options.out === undefined ? undefined : await written(found, options.out);

      const { suggestionLines } = await import('../view/suggestion-lines.ts');
      out.say(`${counted(found)} for ${source.said}`);
      out.say(suggestionLines(out, found, options.template).join('\n'));
      if (files)
        out.say(`\n${files.length} files are in ${options.out}. Next:\n  firedrill plan ${files[0] ?? ''}`);
      for (const [index, one] of found.suggestions.entries())
        out.emit({ type: 'suggestion', ...one, ...(files && { file: files[index] }) });
      out.emit({
        type: 'result',
        stack: source.stack,
        ...totals(found),
        notes: found.notes,
        ...(files && { files }),
      });
    });
};

const written = async (found: Suggestions, dir: string): Promise<readonly string[]> =>
  (await import('../write-suggestions.ts')).writeSuggestions(found.suggestions, dir);

const counted = ({ suggestions: { length } }: Suggestions): string => {
  if (length === 0) return 'No experiment is known';
  return length === 1 ? '1 experiment' : `${length} experiments`;
};

const totals = ({ suggestions }: Suggestions) => ({
  suggestions: suggestions.length,
  willFail: suggestions.filter(({ prediction }) => prediction.outcome === 'will fail').length,
  ready: suggestions.filter(({ needs }) => needs.every(({ severity }) => severity !== 'must')).length,
});
