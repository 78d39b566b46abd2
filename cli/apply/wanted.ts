import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { versionOf } from '../../core/chain.ts';
import { definitionOf } from '../../core/deploy/definition.ts';
import { formatProblem } from '../../core/documents/problem.ts';
import type { Experiment, GameDay } from '../../core/experiment.ts';
import type { Definition } from '../../core/fronts.ts';
import type { ReadDocument } from '../documents.ts';
import { exitCode, Stop } from '../exit.ts';
import { lintFile, lintLines, withSteps } from '../lint-file.ts';
import type { Output } from '../output.ts';

/** What files want to be deployed, and every experiment that it takes: those of game days too. */
export type Wanted = {
  readonly definitions: readonly Definition[];
  readonly experiments: readonly Experiment[];
};

type Good = Extract<ReadDocument, { ok: true }>;

/** Reads the files and what they lead to. Where anything is wrong with any of them, all of it is said and nothing is wanted. */
export const wantedBy = (
  out: Output,
  files: readonly string[],
  about: Pick<Definition, 'updatedAtMs' | 'updatedBy'>,
): Wanted => {
  const read = withSteps(files);
  const good = read.filter((one): one is Good => one.ok);
  const lines = [...problemLines(read), ...errorLines(out, good), ...nameLines(files, good)];
  if (lines.length > 0) throw new Stop(exitCode.usage, [...lines, 'Nothing was applied.'].join('\n'));
  const byPath = new Map(good.map((one) => [resolve(one.file), one.document]));
  const named = new Set(files.map((file) => resolve(file)));
  const definitions = good
    .filter(({ file }) => named.has(resolve(file)))
    .map(({ document, file }) => {
      const written = { written: parse(readFileSync(file, 'utf8')) as Definition['written'] & object };
      return definitionOf(document, refsOf(document, file, byPath), { ...about, ...written });
    });
  const experiments = good.flatMap(({ document }) => (document.kind === 'Experiment' ? [document] : []));
  return { definitions, experiments };
};

const refsOf = (
  document: Experiment | GameDay,
  file: string,
  byPath: ReadonlyMap<string, Experiment | GameDay>,
) =>
  document.kind === 'Experiment'
    ? []
    : document.steps.flatMap(({ experiment }) => {
        const one = byPath.get(resolve(dirname(file), experiment));
        return one?.kind === 'Experiment' ? [{ name: one.name, version: versionOf(one) }] : [];
      });

const problemLines = (read: readonly ReadDocument[]): readonly string[] =>
  read.flatMap((one) => (one.ok ? [] : one.problems.map(formatProblem)));

const errorLines = (out: Output, good: readonly Good[]): readonly string[] =>
  good.flatMap((one) =>
    lintLines(
      out,
      lintFile(one).filter(({ severity }) => severity === 'error'),
    ),
  );

// Two files of one name would take turns; and a step is an experiment.
const nameLines = (files: readonly string[], good: readonly Good[]): readonly string[] => {
  const kinds = new Map(good.map(({ file, document }) => [resolve(file), document.kind]));
  const wrongSteps = good.flatMap(({ document, file }) =>
    document.kind === 'Experiment'
      ? []
      : document.steps
          .filter(({ experiment }) => kinds.get(resolve(dirname(file), experiment)) === 'GameDay')
          .map(
            ({ experiment }) => `${file}: its step ${experiment} is a GameDay; an Experiment is wanted there`,
          ),
  );
  const named = new Set(files.map((file) => resolve(file)));
  const first = new Map<string, string>();
  const twice = good
    .filter(({ file }) => named.has(resolve(file)))
    .flatMap(({ document: { kind, name }, file }) => {
      const other = first.get(`${kind} ${name}`);
      first.set(`${kind} ${name}`, other ?? file);
      return other ? [`${file}: the ${kind} ${name} is in ${other} too; give one of them another name`] : [];
    });
  return [...wrongSteps, ...twice];
};
