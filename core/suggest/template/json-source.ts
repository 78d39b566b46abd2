import { type Path, pointerOf } from '../../documents/problem.ts';
import { DEEPEST } from './nesting.ts';

/** JSON as plain data, and where the keys of its upper levels stand. */
export type JsonSource = {
  readonly value: unknown;
  /** The place of a key, or of the nearest one around it; line and column from 1. */
  readonly place: (path: Path) => { readonly line: number; readonly column: number };
};

/** Reads strict JSON, which is what programs synthesise, by the megabyte; undefined where it is not, or nests too deep. */
export const readJson = (text: string): JsonSource | undefined => {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const keys = keysOf(text);
    return keys && { value, place: (path) => spotIn(text, nearest(keys, path)) };
  } catch {
    return undefined;
  }
};

// /Resources/<id>/Properties/<name>: nothing is said of what lies deeper.
const TOLD = 4;

const keysOf = (text: string): ReadonlyMap<string, number> | undefined => {
  const keys = new Map<string, number>();
  // The way to where it reads, a map's key or nothing for a list, and what the last string was.
  const way: (string | undefined)[] = [];
  let last: { readonly word: string; readonly at: number } | undefined;
  for (const { 0: token, index } of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g)) {
    if (way.length > DEEPEST) return undefined;
    if (token === '{' || token === '[') way.push(undefined);
    else if (token === '}' || token === ']') way.pop();
    else if (token !== ':') last = way.length <= TOLD ? { word: token, at: index } : undefined;
    else if (last && way.length <= TOLD) {
      way[way.length - 1] = String(JSON.parse(last.word));
      if (!way.includes(undefined)) keys.set(pointerOf(way.map(String)), last.at);
    }
  }
  return keys;
};

const nearest = (keys: ReadonlyMap<string, number>, path: Path): number => {
  if (path.length === 0) return 0;
  return keys.get(pointerOf(path)) ?? nearest(keys, path.slice(0, -1));
};

const spotIn = (text: string, offset: number) => {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - start + 1 };
};
