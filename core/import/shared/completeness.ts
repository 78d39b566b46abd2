import { type Path, pointerOf } from '../../documents/problem.ts';
import { isMap } from '../../documents/raw.ts';
import type { Note } from './imported.ts';

/** The leaves of a source that no note mentions, neither at them nor around them, as JSON pointers. */
export const missingLeaves = (source: unknown, notes: readonly Note[]): readonly string[] =>
  untold(source, [], new Set(notes.flatMap(({ from }) => from ?? [])));

const untold = (node: unknown, path: Path, told: ReadonlySet<string>): readonly string[] => {
  const pointer = pointerOf(path);
  if (told.has(pointer)) return [];
  const children = childrenOf(node);
  if (children.length === 0) return [pointer];
  return children.flatMap(([step, child]) => untold(child, [...path, step], told));
};

const childrenOf = (node: unknown): readonly (readonly [string | number, unknown])[] => {
  if (Array.isArray(node)) return [...node.entries()];
  return isMap(node) ? Object.entries(node) : [];
};

/** The notes, and one more for each leaf they leave out: what nobody understood is said rather than lost. */
export const complete = (source: unknown, notes: readonly Note[]): readonly Note[] => [
  ...notes,
  ...missingLeaves(source, notes).map((from) => ({
    what: 'refused' as const,
    from,
    message: 'this has no place in an experiment and was left out',
  })),
];
