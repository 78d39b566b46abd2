import type { Journal, JournalRecord } from '../../core/ports.ts';
import { documentOf, type Item } from './attributes.ts';
import { journalKey } from './item-keys.ts';
import { allUnder } from './querying.ts';
import type { Table } from './table.ts';

/** Journals, whole. */
export const journalReader = (table: Table): Pick<Journal, 'read'> => ({
  read: async (id) =>
    (await allUnder(table, `read journal ${id}`, { pk: journalKey(id, 0).pk, prefix: journalPrefix })).map(
      journalRecordOf,
    ),
});

/** How the sort key of every journal record begins. */
export const journalPrefix = 'J#';

/** The record that an item of the table, or of its stream, holds. */
export const journalRecordOf = (item: Item): JournalRecord => documentOf<JournalRecord>(item);
