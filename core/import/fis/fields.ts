import { mapOf, type RawMap } from '../../documents/raw.ts';
import { nearest } from '../../documents/suggest.ts';
import type { Note } from '../shared/imported.ts';
import type { RecordShape } from './shape.ts';

/** A key in one spelling: camelCase, PascalCase and snake_case are one. */
export const fold = (key: string): string => key.replace(/[_-]/g, '').toLowerCase();

/** A map with its keys in one spelling. */
export const folded = (item: unknown): RawMap =>
  Object.fromEntries(Object.entries(mapOf(item)).map(([key, value]) => [fold(key), value]));

/** The field that a key means in any spelling; Terraform's repeated blocks are in the singular. */
export const fieldOf = (key: string, { fields }: RecordShape): string | undefined => {
  const one = fold(key);
  return Object.keys(fields).find((field) => fold(field) === one || fold(field) === `${one}s`);
};

/** Says that a record has no such field, and which was probably meant. */
export const unknownField = (key: string, from: string, { what, fields }: RecordShape): Note => {
  const known = Object.keys(fields);
  const meant = nearest(key, known) ?? known.find((field) => fold(key).startsWith(fold(field)));
  return {
    ...{ what: 'refused', from, message: `\`${key}\` is no field of ${what}, and FIS would refuse it` },
    ...(meant === undefined ? {} : { fix: FIXES.get(key) ?? `did you mean \`${meant}\`?` }),
  };
};

const FIXES: ReadonlyMap<string, string> = new Map([
  [
    'startAfterDelay',
    'set `startAfter` of the fault to the delay; FIS does it with an `aws:fis:wait` action',
  ],
]);
