import { type Path, pointerOf } from '../../documents/problem.ts';
import type { ImportSource } from '../../import/shared/read-source.ts';
import type { Where } from './template.ts';

// Between a key and its value there are at most some comments.
const FARTHEST = 20;

/** Where the nodes of a text stand: at their keys, where they have one. */
export const placesIn = (text: string, { lineAndColumn }: Pick<ImportSource, 'lineAndColumn'>) => {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  return (path: Path): Where => {
    const pointer = pointerOf(path);
    const place = lineAndColumn(pointer);
    const key = path.at(-1);
    return { pointer, ...(typeof key === 'string' ? (keyAbove(lines, key, place.line) ?? place) : place) };
  };
};

const keyAbove = (lines: readonly string[], key: string, from: number) => {
  for (let line = from; line > Math.max(0, from - FARTHEST); line -= 1) {
    const [, before] = /^([\s{,]*)["']?([\w.:-]+)["']?\s*:/.exec(lines[line - 1] ?? '') ?? [];
    if (
      before !== undefined &&
      (lines[line - 1] ?? '').slice(before.length).replace(/^["']/, '').startsWith(key)
    )
      return { line, column: before.length + 1 };
  }
  return undefined;
};
