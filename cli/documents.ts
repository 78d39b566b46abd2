import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseDocument } from '../core/documents/parse-document.ts';
import { formatProblem, type Problem } from '../core/documents/problem.ts';
import type { Experiment, GameDay } from '../core/experiment.ts';
import { exitCode, Stop } from './exit.ts';

/** A file as read: its document, or every problem in it. */
export type ReadDocument =
  | { readonly ok: true; readonly document: Experiment | GameDay; readonly file: string }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly file: string };

/** Reads and checks a file. A file that cannot be read is a usage error. */
export const readDocument = (file: string): ReadDocument => {
  const parsed = parseDocument(textOf(file), file);
  return { ...parsed, file };
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const why =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : String(cause);
    throw new Stop(exitCode.usage, `${file}: cannot be read: ${why}`, { cause });
  }
};

const articled = { Experiment: 'an Experiment', GameDay: 'a GameDay' } as const;

const mustBe = <Kind extends 'Experiment' | 'GameDay'>(file: string, kind: Kind) => {
  const read = readDocument(file);
  if (!read.ok) throw new Stop(exitCode.usage, read.problems.map(formatProblem).join('\n'));
  if (read.document.kind !== kind)
    throw new Stop(
      exitCode.usage,
      `${file}: it is ${articled[read.document.kind]}; ${articled[kind]} is wanted here`,
    );
  return read.document as Extract<Experiment | GameDay, { kind: Kind }>;
};

/** The experiment in a file, or every problem in it. */
export const readExperiment = (file: string): Experiment => mustBe(file, 'Experiment');

/** A game day and the experiments of its steps, in order. */
export type GameDayDocuments = { readonly gameDay: GameDay; readonly experiments: readonly Experiment[] };

/** Reads a game day and the experiments of its steps. All problems of all files at once. */
export const readGameDay = (file: string): GameDayDocuments => {
  const gameDay = mustBe(file, 'GameDay');
  const problems: string[] = [];
  const experiments = gameDay.steps.flatMap(({ experiment }) => {
    try {
      return [readExperiment(resolve(dirname(file), experiment))];
    } catch (failure) {
      if (!(failure instanceof Stop)) throw failure;
      problems.push(failure.message);
      return [];
    }
  });
  if (problems.length > 0) throw new Stop(exitCode.usage, problems.join('\n'));
  return { gameDay, experiments };
};
