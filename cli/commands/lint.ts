import { type Command, Option } from 'commander';
import type { PlacedFinding } from '../../core/lint/place.ts';
import { type RuleText, SEVERITIES, type Severity } from '../../core/lint/rule.ts';
import { exitCode, Stop } from '../exit.ts';
import { wantsJson } from '../globals.ts';
import { type Output, openOutput } from '../output.ts';
import { recoverFirst } from '../recover-first.ts';

type Options = { readonly failOn: Severity; readonly explain?: string | true };

/** `firedrill lint <files...>`. */
export const addLint = (program: Command): void => {
  program
    .command('lint')
    .description('what a valid document can still get wrong; with --lab or --aws it looks there too')
    .argument('[files...]', 'experiments, or game days with theirs')
    .addOption(
      new Option('--fail-on <severity>', 'exits 2 where a finding is as grave as this')
        .choices([...SEVERITIES].reverse())
        .default('error'),
    )
    .option('--lab', 'look at the lab that is up: its alarms, and what there is to hit')
    .option('--explain [rule]', 'say why a rule is there; without a rule, list them')
    .action(async (files: readonly string[], options: Options, command: Command) => {
      const out = await openOutput(wantsJson(command));
      if (options.explain !== undefined) return explain(out, options.explain);
      if (files.length === 0)
        throw new Stop(exitCode.usage, 'name at least one file, or a rule to --explain');
      await recoverFirst(command);
      await lintAll(out, files, options.failOn, command);
    });
};

const lintAll = async (
  out: Output,
  files: readonly string[],
  failOn: Severity,
  command: Command,
): Promise<void> => {
  const { formatProblem } = await import('../../core/documents/problem.ts');
  const { counted, lintFile, lintLines, withSteps } = await import('../lint-file.ts');
  const { contextFor } = await import('../lint-context.ts');
  const found: PlacedFinding[] = [];
  let invalid = 0;
  const read = withSteps(files);
  for (const one of read) {
    if (!one.ok) {
      invalid += 1;
      for (const problem of one.problems) out.say(formatProblem(problem));
      for (const problem of one.problems) out.emit({ type: 'problem', ...problem });
      continue;
    }
    const context = one.document.kind === 'Experiment' ? await contextFor(command, out, one.document) : {};
    const findings = lintFile(one, context);
    for (const [index, line] of lintLines(out, findings).entries())
      out.say(`${line}\n  ${out.style('dim', findings[index]?.link ?? '')}`);
    for (const finding of findings) out.emit({ type: 'finding', ...finding });
    found.push(...findings);
  }
  const counts = counted(found);
  out.say(summary(counts, invalid));
  out.emit({ type: 'result', files: read.length, invalid, ...counts });
  const grave = found.some(({ severity }) => SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(failOn));
  if (grave || invalid > 0) process.exitCode = exitCode.usage;
};

const summary = (
  {
    errors,
    warnings,
    advices,
  }: { readonly errors: number; readonly warnings: number; readonly advices: number },
  invalid: number,
): string => {
  const said = [
    invalid > 0 && `${invalid} invalid ${invalid === 1 ? 'document' : 'documents'}`,
    errors > 0 && `${errors} ${errors === 1 ? 'error' : 'errors'}`,
    warnings > 0 && `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
    advices > 0 && `${advices} times advice`,
  ].filter((part) => part !== false);
  return said.length === 0
    ? 'Nothing to say against it.'
    : `${said.join(', ')}. Why: firedrill lint --explain <rule>`;
};

const explain = async (out: Output, id: string | true): Promise<void> => {
  const { ruleText, ruleTexts } = await import('../../core/lint/rules.ts');
  const { nearest } = await import('../../core/documents/suggest.ts');
  if (id === true) {
    const width = Math.max(...ruleTexts.map((rule) => rule.id.length));
    for (const rule of ruleTexts)
      out.say(`  ${rule.severity.padEnd(7)}  ${rule.id.padEnd(width)}  ${rule.summary}`);
    for (const rule of ruleTexts) out.emit({ type: 'rule', ...texts(rule) });
    return out.emit({ type: 'result', rules: ruleTexts.length });
  }
  const rule = ruleText(id);
  if (!rule) {
    const near = nearest(
      id,
      ruleTexts.map((one) => one.id),
    );
    throw new Stop(
      exitCode.usage,
      `there is no rule ${id}; ${near ? `did you mean ${near}?` : '`firedrill lint --explain` lists them'}`,
    );
  }
  out.say(`${out.style('bold', rule.id)} (${rule.severity}): ${rule.summary}\n\n${rule.why}`);
  if (rule.needs) out.say(`\nIt needs to know more than the document says: ${rule.needs}.`);
  out.say(`\n${rule.link}`);
  out.emit({ type: 'result', ...texts(rule) });
};

const texts = ({ id, severity, summary, why, link, needs }: RuleText) => ({
  ...{ id, severity, summary, why, link },
  ...(needs && { needs }),
});
