import { type Finding, pointerOf } from '../documents/problem.ts';
import type { Experiment } from '../experiment.ts';
import type { LintContext } from './context.ts';
import { checkExceptions, isExcepted } from './exceptions.ts';
import type { LintFinding, RuleText } from './rule.ts';
import { rules, ruleTexts } from './rules.ts';

/** Everything that a valid experiment can still get wrong, without what its author says is fine. Never throws. */
export const lint = (experiment: Experiment, context: LintContext = {}): readonly LintFinding[] => {
  const exceptions = experiment.lint ?? [];
  const all = findings(experiment, context);
  if (exceptions.length === 0) return all;
  // An exception that is needed without an account is not in the way with one.
  const ever = [...all, ...findings(experiment, {})];
  return [
    ...all.filter((finding) => !isExcepted(finding, exceptions)),
    ...checkExceptions(exceptions, ever, ruleTexts).map(({ text, finding }) => told(text, finding)),
  ];
};

const findings = (experiment: Experiment, context: LintContext): readonly LintFinding[] =>
  rules.flatMap((rule) => rule.check(experiment, context).map((finding) => told(rule, finding)));

const told = ({ id, severity, why, link }: RuleText, { path, message, fix, on }: Finding): LintFinding => ({
  ...{ rule: id, severity, pointer: pointerOf(path), message, why, fix, link },
  ...{ path, ...(on && { on }) },
});
