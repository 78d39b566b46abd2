import { isMap, listOf, type RawMap } from '../../documents/raw.ts';
import { knownText } from './values.ts';

/** Writes out `Fn::ForEach`, as the language extensions do; one whose list is not known is left out. */
export const unroll = (map: RawMap, valuesOf: (list: unknown) => readonly unknown[]): RawMap =>
  Object.fromEntries(
    Object.entries(map).flatMap(([key, value]) =>
      key.startsWith('Fn::ForEach::') ? copies(listOf(value), valuesOf) : [[key, value]],
    ),
  );

const copies = (
  [name, list, body]: readonly unknown[],
  valuesOf: (list: unknown) => readonly unknown[],
): (readonly [string, unknown])[] => {
  const word = knownText(name);
  if (word === undefined || !isMap(body)) return [];
  return valuesOf(list).flatMap((item) => {
    const text = knownText(item);
    if (text === undefined) return [];
    const filled = fill(body, word, text);
    return isMap(filled) ? Object.entries(unroll(filled, valuesOf)) : [];
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
