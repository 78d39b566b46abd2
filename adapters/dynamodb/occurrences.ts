import type { DefinitionRef, Occurrences } from '../../core/fronts.ts';
import { attributesOf, documentOf } from './attributes.ts';
import { isNew } from './condition.ts';
import { occurrenceKey } from './item-keys.ts';
import { put } from './put.ts';
import { itemAt } from './reading.ts';
import { expiryAttribute, secondsOf, type Table } from './table.ts';

/** Who has skipped an occurrence. Throws where that cannot be read. */
export const occurrenceReader = (table: Table): Pick<Occurrences, 'skippedBy'> => ({
  skippedBy: async (ref, atMs) => {
    const item = await itemAt(table, `read whether ${ref.name} is skipped`, occurrenceKey(ref, atMs, 'skip'));
    return item && documentOf<{ readonly by: string }>(item).by;
  },
});

/** Skips occurrences, and claims them. */
export const occurrenceWriter = (table: Table): Pick<Occurrences, 'skip' | 'claim'> => {
  const say = async (ref: DefinitionRef, atMs: number, word: string, by: string): Promise<boolean> => {
    const item = { ...attributesOf({ by }), [expiryAttribute]: secondsOf(atMs + keptForMs) };
    const asked = { key: occurrenceKey(ref, atMs, word), item, condition: isNew };
    return (await put(table, `note an occurrence of ${ref.name}`, asked)).ok;
  };
  return {
    skip: async (ref, atMs, by) => void (await say(ref, atMs, 'skip', by)),
    claim: (ref, atMs, word) => say(ref, atMs, `claim ${word}`, ''),
  };
};

// Long after nobody can start it any more.
const keptForMs = 90 * 86_400_000;
