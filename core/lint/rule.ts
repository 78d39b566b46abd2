import type { Finding, Path } from '../documents/problem.ts';
import type { Experiment } from '../experiment.ts';
import type { LintContext } from './context.ts';

/** How grave a finding is. `error`: it cannot work as written, or does harm; `warning`: it is likely to mislead or to hurt more than is meant; `advice`: it could be better. */
export type Severity = 'error' | 'warning' | 'advice';

/** From the least to the gravest. */
export const SEVERITIES = ['advice', 'warning', 'error'] as const satisfies readonly Severity[];

/** What a rule says of itself. */
export type RuleText = {
  /** kebab-case; it never changes its meaning, as documents name it in their exceptions. */
  readonly id: string;
  readonly severity: Severity;
  /** What it finds, in a line. */
  readonly summary: string;
  /** What happens if nobody heeds it, and how that is known. */
  readonly why: string;
  /** Where that can be read. */
  readonly link: string;
  /** What has to be known for it beyond the document; without that it is silent, or says less. */
  readonly needs?: string;
};

/** One thing that a document can get wrong although it is valid. */
export type Rule = RuleText & {
  readonly check: (experiment: Experiment, context: LintContext) => readonly Finding[];
};

/** What a rule has found, and all that a person needs to judge it. */
export type LintFinding = {
  readonly rule: string;
  readonly severity: Severity;
  readonly pointer: string;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly link: string;
  /** As the pointer, in steps. */
  readonly path: Path;
  /** It is the key that is wrong, not its value. */
  readonly on?: 'key';
};
