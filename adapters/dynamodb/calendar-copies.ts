import type { CalendarCopies, CalendarCopy } from '../../core/calendar-copy.ts';
import { attributesOf, documentOf } from './attributes.ts';
import { calendarKey } from './item-keys.ts';
import { put } from './put.ts';
import { itemAt } from './reading.ts';
import type { Table } from './table.ts';

/** Copies of calendars, to be looked at. */
export const calendarCopyReader = (table: Table): Pick<CalendarCopies, 'get'> => ({
  get: async (name) => {
    const item = await itemAt(table, `read the copy of the calendar ${name}`, calendarKey(name));
    return item && documentOf<CalendarCopy>(item);
  },
});

/** Copies of calendars, to be made. */
export const calendarCopyWriter = (table: Table): Pick<CalendarCopies, 'put'> => ({
  put: async (name, copy) => {
    const asked = { key: calendarKey(name), item: attributesOf(copy), condition: always };
    await put(table, `keep a copy of the calendar ${name}`, asked);
  },
});

const always = { expression: 'attribute_not_exists(#PK) OR attribute_exists(#PK)' };
