import type { Note } from '../shared/imported.ts';

/** How a template was written. */
export type Spelling = 'api' | 'cloudformation' | 'terraform';

/** A template inside a source, before its spelling is evened out. */
export type Found = {
  readonly spelling: Spelling;
  /** Where it begins in the source. */
  readonly from: string;
  readonly value: unknown;
  /** What it is called where it stands: a logical id, an address. */
  readonly name?: string;
  /** What is said of everything around it, and of what was worked out in it. */
  readonly notes: readonly Note[];
};

/** The templates of a source; or why there are none. */
export type FoundTemplates = { readonly found: readonly Found[]; readonly refused: readonly Note[] };

/** No template, and why. */
export const noneFound = (message: string, fix: string, from = ''): FoundTemplates => ({
  found: [],
  refused: [{ what: 'refused', from, message, fix }],
});
