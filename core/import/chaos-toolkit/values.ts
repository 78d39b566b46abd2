import { isMap, listOf, mapOf, type RawMap, textOf } from '../../documents/raw.ts';

/** A value as text, where it is text or something that reads as text; undefined otherwise. */
export const wordOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
};

/** A value as a number, where it is one or reads as one. */
export const numberOf = (value: unknown): number | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  const text = textOf(value).trim();
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
};

/** A value as a boolean; Python's spellings, which YAML leaves as text, count too. */
export const booleanOf = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  const text = textOf(value).trim().toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
};

/** A list of words; a single word is a list of itself, as people write it. */
export const wordsOf = (value: unknown): readonly string[] => {
  const items = Array.isArray(value) ? value : textOf(value).split(',');
  return items.flatMap((item) => wordOf(item) ?? []);
};

/** One condition of boto3: a name and its values. */
export type Condition = { readonly name: string; readonly values: readonly string[] };

/** boto3's lists of `{Name, Values}`, `{Key, Value}` and their many misspellings; undefined where one is none. */
export const conditionsOf = (value: unknown): readonly Condition[] | undefined => {
  const given = isMap(value) && !hasName(value) ? pairsOf(value) : isMap(value) ? [value] : listOf(value);
  const read = given.map(conditionOf);
  return read.every((one) => one !== undefined) ? read : undefined;
};

const pairsOf = (value: RawMap) => Object.entries(value).map(([Key, Value]) => ({ Key, Value }));

const hasName = (value: RawMap) => conditionOf(value) !== undefined;

const conditionOf = (item: unknown): Condition | undefined => {
  const folded = new Map(Object.entries(mapOf(item)).map(([key, of]) => [key.toLowerCase(), of]));
  const name = wordOf(folded.get('name') ?? folded.get('key'));
  const values = wordsOf([folded.get('values') ?? folded.get('value') ?? []].flat());
  return name === undefined || values.length === 0 ? undefined : { name, values };
};
