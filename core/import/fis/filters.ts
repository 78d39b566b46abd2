import { listOf, mapOf, type RawMap } from '../../documents/raw.ts';
import type { Note } from '../shared/imported.ts';
import { PLACEHOLDER } from '../shared/placeholder.ts';
import { step } from './pointer.ts';
import { asText, fits, isUnknown, withPlaceholders } from './text.ts';

/** The filters of a target. */
export type ReadFilters = {
  readonly value: readonly RawMap[];
  readonly notes: readonly Note[];
  readonly flaw?: Note;
};

/** Reads filters. One that cannot be read is to be filled in rather than left out: without it more would be hit. */
export const readFilters = (filters: unknown, from: string, to: string): ReadFilters => {
  const read = listOf(filters).map((filter, index) =>
    readFilter(filter, { from: step(from, index), to: step(to, index) }),
  );
  if (read.length <= 20)
    return { value: read.map(({ value }) => value), notes: read.map(({ note }) => note) };
  const flaw: Note = { what: 'refused', from, message: 'more than 20 filters', fix: 'use tags instead' };
  return { value: [], notes: [], flaw };
};

type ReadFilter = { readonly value: RawMap; readonly note: Note };

const readFilter = (filter: unknown, at: { readonly from: string; readonly to: string }): ReadFilter => {
  const { path, values } = mapOf(filter);
  const name = soundOf(path) ?? PLACEHOLDER;
  const given = listOf(values);
  const sound = given.flatMap((value) => soundOf(value) ?? []);
  const isWhole = sound.length > 0 && sound.length === given.length && given.length <= 50;
  const value = { path: name, values: isWhole ? sound : [PLACEHOLDER] };
  if (![name, ...value.values].some(isUnknown))
    return { value, note: { ...at, what: 'carried', message: `filter on ${name}` } };
  const message = 'a filter needs a path and values, and part of this one is not in the template';
  return {
    value,
    note: { ...at, what: 'changed', message, fix: 'fill it in; without it more would be hit' },
  };
};

const soundOf = (value: unknown): string | undefined => {
  const text = withPlaceholders(asText(value) ?? '');
  return text.trim() !== '' && fits(text) ? text : undefined;
};
