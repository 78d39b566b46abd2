import { type Path, pointerOf } from '../../documents/problem.ts';
import type { RawMap } from '../../documents/raw.ts';
import type { Note } from '../shared/imported.ts';

/** A note about a part whose place in the result is not known yet: `to` counts from that part. */
export type DraftNote = Omit<Note, 'from' | 'to'> & { readonly from?: Path; readonly to?: Path };

/** A part of our document, as it will be written, and what there is to say about it. */
export type Draft = { readonly part: RawMap; readonly notes: readonly DraftNote[] };

/** Why something has no place here, and what would do instead. */
export type Refusal = { readonly why: string; readonly instead?: string };

/** The notes of a part that has found its place. */
export const placed = (notes: readonly DraftNote[], at: Path): readonly Note[] =>
  notes.map(({ from, to, ...rest }) => ({
    ...rest,
    ...(from && { from: pointerOf(from) }),
    ...(to && { to: pointerOf([...at, ...to]) }),
  }));

/** It means the same here. */
export const carried = (from: Path, to: Path, message: string): DraftNote => ({
  ...{ what: 'carried', from, to, message },
});

/** It is here, and differs. */
export const changed = (from: Path, to: Path, message: string, fix?: string): DraftNote => ({
  ...{ what: 'changed', from, to, message },
  ...(fix !== undefined && { fix }),
});

/** Our document needs it, and the source does not say it. */
export const derived = (to: Path, message: string, fix?: string): DraftNote => ({
  ...{ what: 'derived', to, message },
  ...(fix !== undefined && { fix }),
});

/** It is not here. */
export const refused = (from: Path, message: string, fix?: string): DraftNote => ({
  ...{ what: 'refused', from, message },
  ...(fix !== undefined && { fix }),
});
