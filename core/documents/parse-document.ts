import type * as z from 'zod';
import type { Experiment, GameDay } from '../experiment.ts';
import { checkExperiment } from './check-experiment.ts';
import { checkSchedule } from './check-schedule.ts';
import { explain } from './explain.ts';
import { readKind } from './kind.ts';
import { locate } from './locate.ts';
import { type Finding, type Path, type Problem, pointerOf } from './problem.ts';
import { isMap } from './raw.ts';
import { ExperimentDocument, GameDayDocument } from './schemas.ts';
import { EMPTY, readSource } from './source.ts';
import { toExperiment } from './to-experiment.ts';
import { toGameDay } from './to-game-day.ts';
import { growTree, type Tree } from './tree.ts';

/** What a text means, or everything that is wrong with it. */
export type ParsedDocument =
  | { readonly ok: true; readonly document: Experiment | GameDay }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Read a document from YAML or JSON text. Never throws; never expands or executes anything in it. */
export const parseDocument = (text: string, file: string): ParsedDocument => {
  const source = readSource(text);
  const tree = growTree(source.root);
  const read = source.root === undefined ? NOTHING : readTree(tree);
  const flaws = source.flaws.map(({ index, ...flaw }) => ({ ...flaw, path: [], offset: index }));
  const findings = [...flaws, ...tree.findings, ...read.findings];
  return read.document && findings.length === 0
    ? { ok: true, document: read.document }
    : { ok: false, problems: locate(findings, tree, source, file) };
};

type Read = { readonly findings: readonly Finding[]; readonly document?: Experiment | GameDay };

const NOTHING: Read = { findings: [] };

const readTree = (tree: Tree): Read => {
  const { findings, document } = readValue(tree.value);
  return { findings: findings.filter(({ path }) => !isRefused(path, tree)), ...(document && { document }) };
};

const isRefused = (path: Path, { refused }: Tree) =>
  refused.size > 0 && [...path, ''].some((_, length) => refused.has(pointerOf(path.slice(0, length))));

const readValue = (value: unknown): Read => {
  if (value === null) return { findings: [{ ...EMPTY, path: [] }] };
  if (!isMap(value)) return { findings: [NO_MAP] };
  const { kind, findings } = readKind(value);
  if (kind === 'Experiment')
    return check(ExperimentDocument, value, toExperiment, findings, [
      ...checkExperiment(value),
      ...checkSchedule(value),
    ]);
  return kind === 'GameDay'
    ? check(GameDayDocument, value, toGameDay, findings, checkSchedule(value))
    : { findings };
};

const NO_MAP: Finding = {
  path: [],
  message: 'the document is not a map of keys and values',
  fix: EMPTY.fix,
};

const check = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  toDomain: (written: z.output<Schema>) => Experiment | GameDay,
  before: readonly Finding[],
  after: readonly Finding[],
): Read => {
  const { success, data, error } = schema.safeParse(value);
  if (success) return { findings: [...before, ...after], document: toDomain(data) };
  const issues = error.issues.filter(({ path }) => path[0] !== 'kind'); // told by readKind already
  return { findings: [...before, ...explain(issues, { schema, value }), ...after] };
};
