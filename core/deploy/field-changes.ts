import { formatDuration } from '../duration.ts';

/** A field of a document whose value is another one now; a value that is missing was not there, or is not any more. */
export type FieldChange = { readonly field: string; readonly before?: string; readonly after?: string };

/** What differs between two documents, field by field, in the order of the later one. */
export const fieldChanges = (before: unknown, after: unknown): readonly FieldChange[] => {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((field) => {
    const [was, is] = [old.get(field), now.get(field)];
    if (was === is) return [];
    return [{ field, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }];
  });
};

const leavesOf = (value: unknown): ReadonlyMap<string, string> => new Map(leaves(value, ''));

// Entries that have a name are told by it, so that one more in front of them changes only itself.
const leaves = (value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (Array.isArray(value)) {
    if (value.every((entry) => typeof entry !== 'object')) return [[path, words(path, value)]];
    return value.flatMap((entry, n) => leaves(entry, `${path}[${nameOf(entry) ?? n}]`));
  }
  if (typeof value !== 'object' || value === null) return [[path.replace(/Ms$/, ''), words(path, value)]];
  return Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : leaves(member, path === '' ? key : `${path}.${key}`),
  );
};

const nameOf = (entry: unknown): string | undefined =>
  typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string'
    ? entry.name
    : undefined;

const words = (path: string, value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return JSON.stringify(value);
  if (/\.(start|end)Ms$/.test(path)) return new Date(value).toISOString();
  if (path.endsWith('Ms')) return formatDuration(value);
  return path.endsWith('Minute') ? `${pad(Math.floor(value / 60))}:${pad(value % 60)}` : String(value);
};

const pad = (n: number): string => String(n).padStart(2, '0');
