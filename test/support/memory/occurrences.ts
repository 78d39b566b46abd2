import type { DefinitionRef, Occurrences } from '../../../core/fronts.ts';

/** What was said of occurrences, for as long as the test lasts. */
export const memoryOccurrences = (): Occurrences => {
  const said = new Map<string, string>();
  const keyOf = ({ kind, name }: DefinitionRef, atMs: number, word: string) =>
    `${kind} ${name} ${atMs} ${word}`;
  const first = (key: string, by: string) => !said.has(key) && said.set(key, by) !== undefined;
  return {
    skip: async (ref, atMs, by) => void first(keyOf(ref, atMs, 'skip'), by),
    skippedBy: async (ref, atMs) => said.get(keyOf(ref, atMs, 'skip')),
    claim: async (ref, atMs, word) => first(keyOf(ref, atMs, `claim ${word}`), ''),
  };
};
