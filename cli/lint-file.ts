import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { LintContext } from '../core/lint/context.ts';
import { lint } from '../core/lint/lint.ts';
import { formatFinding, type PlacedFinding, place } from '../core/lint/place.ts';
import type { Severity } from '../core/lint/rule.ts';
import { type ReadDocument, readDocument } from './documents.ts';
import type { Output } from './output.ts';

/** What the linter says of a valid document: an experiment, or a game day with its experiments. */
export const lintFile = (
  { document, file }: Extract<ReadDocument, { ok: true }>,
  context: LintContext = {},
): readonly PlacedFinding[] =>
  document.kind === 'Experiment' ? place(lint(document, context), readFileSync(file, 'utf8'), file) : [];

/** A file and, of a game day, those of its experiments, each once. */
export const withSteps = (files: readonly string[]): readonly ReadDocument[] => {
  const read = new Map<string, ReadDocument>();
  const add = (file: string): void => {
    const at = resolve(file);
    if (read.has(at)) return;
    const one = readDocument(file);
    read.set(at, one);
    if (one.ok && one.document.kind === 'GameDay')
      for (const { experiment } of one.document.steps)
        add(`${dirname(file)}/${experiment.replace(/^\.\//, '')}`);
  };
  files.forEach(add);
  return [...read.values()];
};

const colours = { error: 'red', warning: 'yellow', advice: 'dim' } as const;

/** Findings for people, one a line. */
export const lintLines = (out: Output, findings: readonly PlacedFinding[]): readonly string[] =>
  findings.map((finding) => {
    const severity = `${finding.severity}:`;
    return formatFinding(finding).replace(severity, () => out.style(colours[finding.severity], severity));
  });

/** How many findings there are of each severity. */
export const counted = (findings: readonly PlacedFinding[]): Readonly<Record<`${Severity}s`, number>> => {
  const of = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { errors: of('error'), warnings: of('warning'), advices: of('advice') };
};
