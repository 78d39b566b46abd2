import { chain } from '../../../core/chain.ts';
import type { Journal, JournalRecord } from '../../../core/ports.ts';

/** Journals that last as long as the test. */
export const memoryJournal = (): Journal => {
  const journals = new Map<string, JournalRecord[]>();
  return {
    append: async (runId, entry, { once = false } = {}) => {
      const records = journals.get(runId) ?? [];
      if (once && records.some(({ kind }) => kind === entry.kind)) return;
      journals.set(runId, [...records, chain(records.at(-1), structuredClone(entry))]);
    },
    read: async (runId) => structuredClone(journals.get(runId) ?? []),
  };
};
