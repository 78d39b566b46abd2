import { chain } from '../../core/chain.ts';
import { ServiceUnavailable } from '../../core/errors.ts';
import type { Journal, JournalRecord } from '../../core/ports.ts';
import { attributesOf, fitting, type Item } from './attributes.ts';
import { isNew } from './condition.ts';
import { briefly } from './conflict.ts';
import { journalKey } from './item-keys.ts';
import { journalPrefix, journalRecordOf } from './journal.ts';
import { put } from './put.ts';
import { itemsUnder } from './querying.ts';
import type { Table } from './table.ts';

const tries = 60;

/** Appends to journals. Of several that append at once each finds its own place. Everything is durable. */
export const journalWriter = (table: Table): Pick<Journal, 'append'> => ({
  append: async (id, entry, { once = false } = {}) => {
    const intent = `write journal ${id}`;
    for (let tried = 1; tried <= tries; tried += 1) {
      const { last, kinds } = await (once ? whole(table, intent, id) : end(table, intent, id));
      if (kinds.has(entry.kind)) return;
      const record = chain(last, entry);
      const item = fitting(`The record "${entry.kind}" of journal ${id}`, attributesOf(record));
      // A place is taken once: whoever is second reads what the first has written, and so misses nothing of its kind.
      if ((await put(table, intent, { key: journalKey(id, record.seq), item, condition: isNew })).ok) return;
      await briefly(tried);
    }
    throw new ServiceUnavailable(`Could not ${intent}: others wrote it each of ${tries} times`);
  },
});

/** Where the chain goes on, and the kinds that may not be written once more. */
type Known = { readonly last: JournalRecord | undefined; readonly kinds: ReadonlySet<string> };

const end = async (table: Table, intent: string, id: string): Promise<Known> => {
  const { pk } = journalKey(id, 0);
  for await (const item of itemsUnder(table, intent, {
    pk,
    prefix: journalPrefix,
    lastFirst: true,
    pageSize: 1,
  }))
    return { last: journalRecordOf(item), kinds: new Set() };
  return { last: undefined, kinds: new Set() };
};

const whole = async (table: Table, intent: string, id: string): Promise<Known> => {
  const { pk } = journalKey(id, 0);
  const only = ['seq', 'hash', 'kind'];
  let last: Item | undefined;
  const kinds = new Set<string>();
  for await (const item of itemsUnder(table, intent, { pk, prefix: journalPrefix, only })) {
    last = item;
    kinds.add(journalRecordOf(item).kind);
  }
  return { last: last && journalRecordOf(last), kinds };
};
