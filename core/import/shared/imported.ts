import type { RawMap } from '../../documents/raw.ts';

/**
 * What became of a part of a foreign document. `carried`: it means the same here. `changed`: it is here, and differs.
 * `derived`: our document needs it and the source does not say it. `refused`: it is not here.
 */
export type NoteKind = 'carried' | 'changed' | 'derived' | 'refused';

/** One thing a reader must know of an import. `from` points into the source, `to` into the result; both are JSON pointers. */
export type Note = {
  readonly what: NoteKind;
  readonly from?: string;
  readonly to?: string;
  readonly message: string;
  /** What the reader should do about it; where there is one, it is written into the document at `to`. */
  readonly fix?: string;
  /** Written into the document at `to` although nothing has to be done. */
  readonly comment?: string;
};

/** A foreign document as one of ours, not yet parsed; or why it is none. */
export type Imported =
  | { readonly document: RawMap; readonly notes: readonly Note[] }
  | { readonly refused: readonly Note[] };

/** What an import is told from outside. */
export type ImportOptions = {
  /** Actions or activities that cannot be undone, and are wanted all the same. */
  readonly allow: readonly string[];
  /** What the experiment is called where its source does not say; usually from the file's name. */
  readonly name?: string;
};

/** All notes of an import, whatever came of it. */
export const notesOf = (imported: Imported): readonly Note[] =>
  'document' in imported ? imported.notes : imported.refused;
