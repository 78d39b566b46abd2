import type { Command } from 'commander';
import { formatProblem } from '../../core/documents/problem.ts';
import { exitCode } from '../exit.ts';
import { wantsJson } from '../globals.ts';
import { openOutput } from '../output.ts';
import { recoverFirst } from '../recover-first.ts';

/** `firedrill validate <files...>`. */
export const addValidate = (program: Command): void => {
  program
    .command('validate')
    .description('check documents; every problem at once, with line and column')
    .argument('<files...>', 'experiments or game days, YAML or JSON')
    .action(async (files: readonly string[], _: unknown, command: Command) => {
      await recoverFirst(command);
      const out = await openOutput(wantsJson(command));
      const { readDocument } = await import('../documents.ts');
      const { counted, lintFile, lintLines } = await import('../lint-file.ts');
      const read = files.map(readDocument);
      const found = read.map((one) => (one.ok ? lintFile(one) : []));
      for (const [index, one] of read.entries()) {
        const findings = found[index] ?? [];
        if (one.ok) out.say(`${one.file}: a valid ${one.document.kind}, ${one.document.name}`);
        else for (const problem of one.problems) out.say(formatProblem(problem));
        for (const line of lintLines(out, findings)) out.say(line);
        out.emit({ type: 'document', ...one, ...(one.ok && { findings }) });
      }
      const invalid = read.filter(({ ok }) => !ok).length;
      const counts = counted(found.flat());
      out.emit({ type: 'result', valid: read.length - invalid, invalid, ...counts });
      if (invalid > 0 || counts.errors > 0) process.exitCode = exitCode.usage;
    });
};
