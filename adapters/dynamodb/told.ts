import type { Told } from '../../core/notices/tell-people.ts';
import type { Condition } from './condition.ts';
import { toldKey } from './item-keys.ts';
import { put } from './put.ts';
import { remove } from './remove.ts';
import { expiryAttribute, secondsOf, type Table } from './table.ts';

// A function that tells has ended by then, well or not.
const busyMs = 90_000;
// Longer than an event is on its way, and than a report that was sent is asked for.
const keptMs = 30 * 86_400_000;

/** Notices that have been told, in the table. They expire by themselves. */
export const toldNotices = (table: Table): Told => ({
  begin: async (key, atMs) => {
    const item = { busyUntil: { N: String(atMs + busyMs) }, [expiryAttribute]: secondsOf(atMs + keptMs) };
    const asked = { key: toldKey(key), item, condition: isFreeAt(atMs) };
    const written = await put(table, 'note that a notice is being told', asked);
    if (written.ok) return 'mine';
    return written.item?.busyUntil === undefined ? 'told' : 'busy';
  },
  end: async (key, atMs) => {
    const item = { [expiryAttribute]: secondsOf(atMs + keptMs) };
    await put(table, 'note that a notice was told', { key: toldKey(key), item, condition: always });
  },
  giveBack: (key) => remove(table, 'note that a notice was not told', toldKey(key)),
});

const isFreeAt = (atMs: number): Condition => ({
  expression: 'attribute_not_exists(#PK) OR #busyUntil <= :now',
  values: { now: { N: String(atMs) } },
});

const always = { expression: 'attribute_not_exists(#PK) OR attribute_exists(#PK)' };
