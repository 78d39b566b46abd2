import type { RawMap } from '../documents/raw.ts';
import type { Where } from './template/template.ts';
import type { Question } from './well-architected.ts';

/** What is missing to run an experiment safely (`must`), or to learn more from it (`should`). */
export type Need = {
  readonly what: string;
  readonly severity: 'must' | 'should';
  readonly where: Where;
  readonly fix: string;
};

/** What the template alone lets one expect. */
export type Prediction = { readonly outcome: 'should hold' | 'will fail'; readonly reason: string };

/** One experiment that a stack is worth. */
export type Suggestion = {
  /** A document of ours, valid as it is. */
  readonly experiment: RawMap & { readonly name: string };
  readonly title: string;
  /** The system of the library that it belongs to. */
  readonly system: string;
  /** What happens, in a few words: `one-instance-lost`. */
  readonly event: string;
  readonly why: string;
  readonly resources: readonly (Where & { readonly id: string; readonly type: string })[];
  readonly needs: readonly Need[];
  readonly prediction: Prediction;
  readonly wellArchitected: readonly Question[];
  /** What its reader must look at in the document, by JSON pointer. */
  readonly comments: Readonly<Record<string, string>>;
};

/** Experiments for a template, and what was seen and led to none. */
export type Suggestions = { readonly suggestions: readonly Suggestion[]; readonly notes: readonly string[] };
