import { type Path, pointerOf } from '../../documents/problem.ts';
import { isMap } from '../../documents/raw.ts';
import type { Note } from '../shared/imported.ts';
import { isPlaceholder } from '../shared/placeholder.ts';

/** One note for each placeholder of a document that no note asks to fill in. */
export const placeholderNotes = (document: unknown, notes: readonly Note[]): readonly Note[] => {
  const asked = new Set(notes.flatMap(({ to, fix }) => (to === undefined || fix === undefined ? [] : [to])));
  return placeholdersIn(document, []).flatMap(({ path, text }) => {
    const around = path.map((_, index) => pointerOf(path.slice(0, index + 1)));
    if (around.some((pointer) => asked.has(pointer))) return [];
    const names = [...text.matchAll(/FILL-IN[\w-]*/g)].map(([name]) => `\`${name}\``);
    // A list is commented as a whole: nobody reads the same words above each of its items.
    const to = pointerOf(typeof path.at(-1) === 'number' ? path.slice(0, -1) : path);
    const fix = `replace ${[...new Set(names)].join(' and ')}`;
    return [{ what: 'derived', to, message: 'what the source leaves open is to be filled in', fix }];
  });
};

type Found = { readonly path: Path; readonly text: string };

const placeholdersIn = (node: unknown, path: Path): readonly Found[] => {
  if (typeof node === 'string') return isPlaceholder(node) ? [{ path, text: node }] : [];
  if (Array.isArray(node)) return node.flatMap((item, index) => placeholdersIn(item, [...path, index]));
  if (!isMap(node)) return [];
  return Object.entries(node).flatMap(([key, value]) => placeholdersIn(value, [...path, key]));
};
