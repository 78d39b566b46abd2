import { isMap, listOf, type RawMap } from '../../documents/raw.ts';
import { knownText } from './values.ts';

/** Writes out `Fn::ForEach`, as the language extensions do; one whose list is not known is left out. */
export const unroll = (map: RawMap, valuesOf: ValuesOf, budget: Budget = { left: MOST }): RawMap =>
  Object.fromEntries(
    Object.entries(map).flatMap(([key, value]) =>
      key.startsWith('Fn::ForEach::') ? copies(listOf(value), valuesOf, budget) : [[key, value]],
    ),
  );

type ValuesOf = (list: unknown) => readonly unknown[];

// Loops within loops multiply; a template has 500 resources at most.
const MOST = 2_000;
type Budget = { left: number };

const copies = (
  [name, list, body]: readonly unknown[],
  valuesOf: ValuesOf,
  budget: Budget,
): (readonly [string, unknown])[] => {
  const word = knownText(name);
  if (word === undefined || !isMap(body)) return [];
  return valuesOf(list).flatMap((item) => {
    const text = knownText(item);
    budget.left -= 1;
    if (text === undefined || budget.left < 0) return [];
    const filled = fill(body, word, text);
    return isMap(filled) ? Object.entries(unroll(filled, valuesOf, budget)) : [];
  });
};

const fill = (value: unknown, word: string, text: string): unknown => {
  // `&{Name}` is the same without what a logical id may not have.
  if (typeof value === 'string')
    return value.replaceAll(`\${${word}}`, text).replaceAll(`&{${word}}`, text.replace(/[^A-Za-z0-9]/g, ''));
  if (Array.isArray(value)) return value.map((item) => fill(item, word, text));
  if (!isMap(value)) return value;
  if (Object.keys(value).length === 1 && value.Ref === word) return text;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [String(fill(key, word, text)), fill(one, word, text)]),
  );
};
