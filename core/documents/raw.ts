import { about, type Finding, type Path } from './problem.ts';
import { quote } from './quote.ts';

/** A map of a document, before anything is known of what is in it. */
export type RawMap = Readonly<Record<string, unknown>>;

/** Whether a node is a map. */
export const isMap = (value: unknown): value is RawMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A map of the document; an empty one where there is none. */
export const mapOf = (value: unknown): RawMap => (isMap(value) ? value : {});

/** A list of the document; an empty one where there is none. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A text of the document; an empty one where there is none. A map may have a `toString` of its own. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What stands at a path; undefined where nothing does. */
export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((node, step) => (Array.isArray(node) ? node[Number(step)] : own(node, step)), value);

const own = (node: unknown, step: string | number): unknown => {
  const map = mapOf(node);
  return Object.hasOwn(map, step) ? map[step] : undefined;
};

/** One finding for each entry whose name another had before it. */
export const repeatedNames = (entries: readonly RawMap[], path: Path): readonly Finding[] => {
  const names = entries.map((entry) => entry.name);
  const seen = new Set<unknown>();
  return names.flatMap((name, index) => {
    const at = [...path, index, 'name'];
    const repeated = typeof name === 'string' && seen.has(name);
    seen.add(name);
    return repeated
      ? [{ path: at, message: about(at, `the name ${quote(name)} is taken`), fix: 'choose another one' }]
      : [];
  });
};
