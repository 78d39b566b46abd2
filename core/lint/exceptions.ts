import type { Finding } from '../documents/problem.ts';
import { quote } from '../documents/quote.ts';
import { nearest } from '../documents/suggest.ts';
import type { LintException } from '../experiment.ts';
import { found } from './found.ts';
import type { LintFinding, RuleText } from './rule.ts';
import { page } from './sources.ts';

const unused: RuleText = {
  id: 'unused-exception',
  severity: 'warning',
  summary: 'an exception that nothing needs',
  why: 'What it was about has changed or was never there. The next real finding of that rule would be passed over unseen.',
  link: page.planning,
};

const withoutReason: RuleText = {
  id: 'exception-without-reason',
  severity: 'error',
  summary: 'an exception that does not say why',
  why: 'Whoever reads it next cannot tell a decision from a shortcut.',
  link: page.planning,
};

/** The rules about exceptions. There is no exception to them. */
export const exceptionTexts: readonly RuleText[] = [unused, withoutReason];

/** Whether an author has said that a finding is fine here. */
export const isExcepted = (
  { rule, pointer }: Pick<LintFinding, 'rule' | 'pointer'>,
  exceptions: readonly LintException[],
): boolean => exceptions.some((exception) => covers(exception, rule, pointer));

const covers = ({ rule, at }: LintException, id: string, pointer: string): boolean =>
  rule === id && (at === undefined || pointer === at || pointer.startsWith(`${at}/`));

/** Findings about the exceptions themselves, each with its rule. `all` is what was found before any was made. */
export const checkExceptions = (
  exceptions: readonly LintException[],
  all: readonly Pick<LintFinding, 'rule' | 'pointer'>[],
  known: readonly RuleText[],
): readonly { readonly text: RuleText; readonly finding: Finding }[] =>
  exceptions.flatMap((exception, index) => {
    const path = ['lint', 'ignore', index];
    const why = whyUnused(exception, all, known);
    return [
      ...(SAYS_NOTHING.test(exception.reason)
        ? [
            {
              text: withoutReason,
              finding: found(
                [...path, 'reason'],
                `${quote(exception.reason)} is no reason`,
                'write why the finding is fine here',
              ),
            },
          ]
        : []),
      ...(why ? [{ text: unused, finding: found(path, ...why) }] : []),
    ];
  });

const SAYS_NOTHING = /^\W*(todo|tbd|fixme|n\/?a|none|ok(ay)?|fine|ignored?|because|later|x+)?\W*$/i;

const whyUnused = (
  exception: LintException,
  all: readonly Pick<LintFinding, 'rule' | 'pointer'>[],
  known: readonly RuleText[],
): [message: string, fix: string] | undefined => {
  const rule = known.find(({ id }) => id === exception.rule);
  if (!rule) {
    const near = nearest(
      exception.rule,
      known.map(({ id }) => id),
    );
    return [
      `there is no rule ${quote(exception.rule)}`,
      near ? `did you mean \`${near}\`?` : 'see `firedrill lint --explain` for those there are',
    ];
  }
  // What was not looked at may well be there.
  if (rule.needs !== undefined || all.some(({ rule: id, pointer }) => covers(exception, id, pointer)))
    return undefined;
  return [
    `\`${exception.rule}\` finds nothing ${exception.at ? `at ${exception.at}` : 'here'}`,
    'remove the exception',
  ];
};
