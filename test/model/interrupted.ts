import type { Journal } from '../../core/ports.ts';

/** What happens, by run, at the moment at which something of that kind is written down. */
export type Interruptions = Map<string, { readonly at: string; readonly act: () => unknown }>;

/** A journal at whose entries something else happens, and has happened before whoever wrote goes on. */
export const interrupted = (journal: Journal, interruptions: Interruptions): Journal => ({
  ...journal,
  append: async (runId, entry, options) => {
    await journal.append(runId, entry, options);
    const interruption = interruptions.get(runId);
    if (interruption?.at !== entry.kind) return;
    interruptions.delete(runId);
    await interruption.act();
  },
});
