import { isMap, type RawMap } from '../../documents/raw.ts';

/** What stands for another resource of the template, or for an attribute of it. */
export type Reference = { readonly '@ref': string; readonly '@attribute'?: string };

/** What the template alone does not say, why not, and what it could be where that is a choice of few. */
export type Unknown = { readonly '@unknown': string; readonly '@either'?: readonly unknown[] };

/** Text of which not every part is known. */
export type Joined = { readonly '@text': readonly unknown[] };

/** One of the Region's zones, by its place in their list, which begins at 0. */
export type Zone = { readonly '@zone': number };

/** Stands where `AWS::NoValue` takes a property away. */
export const NO_VALUE = Symbol('AWS::NoValue');

/** Stands for another resource. */
export const refTo = (id: string, attribute?: string): Reference => ({
  '@ref': id,
  ...(attribute !== undefined && { '@attribute': attribute }),
});

/** Is not known, because of `why`. */
export const unknown = (why: string, either?: readonly unknown[]): Unknown => ({
  '@unknown': why,
  ...(either && { '@either': either }),
});

/** Whether a resolved value stands for another resource. */
export const isReference = (value: unknown): value is Reference =>
  isMap(value) && typeof value['@ref'] === 'string';

/** Whether a resolved value is not known. */
export const isUnknown = (value: unknown): value is Unknown =>
  isMap(value) && typeof value['@unknown'] === 'string';

/** Whether a resolved value is one of the Region's zones by number. */
export const isZone = (value: unknown): value is Zone => isMap(value) && typeof value['@zone'] === 'number';

/** Whether a resolved value is text with parts that are not known. */
export const isJoined = (value: unknown): value is Joined => isMap(value) && Array.isArray(value['@text']);

/** A resolved value as text, where all of it is known. */
export const knownText = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
};

/** A resolved value as a number, where it is one. */
export const knownNumber = (value: unknown): number | undefined => {
  const text = knownText(value)?.trim();
  return text === undefined || text === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
};

/** A resolved value as true or false, where it is either; YAML 1.1 has more words for both. */
export const knownBoolean = (value: unknown): boolean | undefined => {
  const text = knownText(value)?.toLowerCase();
  if (text === 'true' || text === 'yes' || text === 'on') return true;
  return text === 'false' || text === 'no' || text === 'off' ? false : undefined;
};

/** Why a value is not known, wherever in it that is. */
export const whyUnknown = (value: unknown): string | undefined => {
  if (isUnknown(value)) return value['@unknown'];
  return isJoined(value) ? value['@text'].map(whyUnknown).find((why) => why !== undefined) : undefined;
};

/** Every other resource that a value stands for or contains, in order, each once. */
export const referencesIn = (value: unknown): readonly string[] => [...new Set(walk(value))];

function* walk(value: unknown): Generator<string> {
  if (isReference(value)) yield value['@ref'];
  else if (Array.isArray(value)) for (const item of value) yield* walk(item);
  else if (isMap(value)) for (const item of Object.values<RawMap[string]>(value)) yield* walk(item);
}
