import { targetType } from '../../catalogue/catalogue.ts';
import { mapOf } from '../../documents/raw.ts';
import type { Note } from '../shared/imported.ts';
import { PLACEHOLDER } from '../shared/placeholder.ts';
import { step } from './pointer.ts';
import { asText, fits, isUnknown, withPlaceholders } from './text.ts';

/** Texts by name, in the order of the template. */
export type ReadPairs = {
  readonly pairs: readonly (readonly [string, string])[];
  readonly notes: readonly Note[];
};

// A document may not have these keys.
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype', '<<']);

/**
 * The tags of a target, or its parameters. One that no experiment can have is to be filled in rather than left out:
 * without it more would be hit.
 */
export const readPairs = (map: unknown, from: string, to: string, what: string): ReadPairs => {
  const read = Object.entries(mapOf(map)).map(([key, value]) =>
    readPair(key, value, { from: step(from, key), to, what }),
  );
  return { pairs: read.map(({ pair }) => pair), notes: read.map(({ note }) => note) };
};

type At = { readonly from: string; readonly to: string; readonly what: string };

const readPair = (key: string, value: unknown, { from, to: around, what }: At) => {
  const text = asText(value);
  const name = FORBIDDEN.has(key) || !fits(key) ? PLACEHOLDER : withPlaceholders(key);
  const filled = text === undefined || !fits(text) ? PLACEHOLDER : withPlaceholders(text);
  const pair = [name, filled] as const;
  const at = { from, to: step(around, name) };
  if (![name, filled].some(isUnknown))
    return { pair, note: { ...at, what: 'carried', message: `${what} ${name}` } as const };
  const message = `part of this ${what} is not in the template`;
  return {
    pair,
    note: { ...at, what: 'changed', message, fix: 'fill it in; without it more would be hit' } as const,
  };
};

/** Says of parameters that FIS does not know for a type. They are carried: the linter says the same. */
export const withKnown = ({ pairs, notes }: ReadPairs, resourceType: string): ReadPairs => {
  const known = targetType(resourceType)?.parameters.map(({ name }) => name);
  const isStray = (note: Note) => known !== undefined && !known.includes(note.to?.split('/').at(-1) ?? '');
  const fix = known?.length ? `known are ${known.join(', ')}` : 'remove it';
  const message = `${resourceType} has no such target parameter, as far as we know`;
  return {
    pairs,
    notes: notes.map((note) => (note.what === 'carried' && isStray(note) ? { ...note, message, fix } : note)),
  };
};
