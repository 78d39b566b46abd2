import { about, type Finding, type Path } from '../documents/problem.ts';
import type { Experiment, Fault } from '../experiment.ts';
import type { LintContext } from './context.ts';

/** What is wrong at a node of the document. */
export const found = (path: Path, message: string, fix: string, more: Pick<Finding, 'on'> = {}): Finding => ({
  path,
  message: about(path, message),
  fix,
  ...more,
});

/** A fault with its way from the root of the document. */
export type FaultAt = { readonly fault: Fault; readonly path: Path };

/** Every fault with its path. */
export const faultsOf = ({ faults }: Experiment): readonly FaultAt[] =>
  faults.map((fault, index) => ({ fault, path: ['faults', index] }));

/** A check that looks at one fault at a time. */
export const eachFault =
  (check: (at: FaultAt, experiment: Experiment, context: LintContext) => readonly Finding[]) =>
  (experiment: Experiment, context: LintContext): readonly Finding[] =>
    faultsOf(experiment).flatMap((at) => check(at, experiment, context));
