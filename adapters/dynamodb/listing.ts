import type { PlaceInTime } from '../../core/ports.ts';
import type { Item } from './attributes.ts';
import { byAgeKey, type ItemKey, type Listed, openKey } from './item-keys.ts';
import { allUnder, itemsUnder } from './querying.ts';
import { itemAt } from './reading.ts';
import type { Table } from './table.ts';

/** Of what kind the listed things are, and where one is. */
export type Kind = { readonly listed: Listed; keyOf(id: string): ItemKey };

/** The items of everything that is open, in no order. */
export const openItems = async (table: Table, { listed, keyOf }: Kind): Promise<readonly Item[]> => {
  const intent = `list what is open (${listed})`;
  const ids = await allUnder(table, intent, { pk: openKey(listed, '').pk });
  const items = await Promise.all(ids.map(({ SK }) => itemAt(table, intent, keyOf(SK?.S ?? ''))));
  return items.filter((item) => item !== undefined);
};

/** The newest items, newest first; with a place, the newest of those that are older. */
export const newestItems = async (
  table: Table,
  { listed, keyOf }: Kind,
  limit: number,
  olderThan?: PlaceInTime,
): Promise<readonly Item[]> => {
  const intent = `list the newest (${listed})`;
  const found: Item[] = [];
  const wanted = {
    ...{ pk: byAgeKey(listed, 0, '').pk, lastFirst: true, pageSize: limit },
    ...(olderThan && { before: byAgeKey(listed, olderThan.createdAtMs, olderThan.id).sk }),
  };
  for await (const { SK } of limit > 0 ? itemsUnder(table, intent, wanted) : []) {
    const id = SK?.S?.replace(/^\d+#/, '') ?? '';
    const item = await itemAt(table, intent, keyOf(id));
    // Its own item may have expired before the one that lists it.
    if (item) found.push(item);
    if (found.length === limit) break;
  }
  return found;
};
