import type { Note } from './imported.ts';
import type { ImportSource } from './read-source.ts';

/** A note with the line it is about; a note about nothing in the source stands at its beginning. */
export type LocatedNote = Note & { readonly file: string; readonly line: number; readonly column: number };

/** Notes with their lines, in the order of the source; what is about nothing in it comes last. */
export const locateNotes = (notes: readonly Note[], source: ImportSource): readonly LocatedNote[] =>
  notes
    .map((note) => ({ ...note, file: source.file, ...source.lineAndColumn(note.from ?? '') }))
    .toSorted((a, b) => Number(a.from === undefined) - Number(b.from === undefined) || a.line - b.line);

/** A note as one line for people. */
export const formatNote = ({ what, from, to, message, fix, file, line, column }: LocatedNote): string => {
  const where = from === undefined ? file : `${file}:${line}:${column}`;
  const into = to === undefined || to === '' ? '' : ` [${to}]`;
  return `${where}: ${what}${into}: ${message}${fix === undefined ? '' : `; ${fix}`}`;
};
