import { expect, inject, test } from 'vitest';
import { calendarCopyReader, calendarCopyWriter } from '../../../adapters/dynamodb/calendar-copies.ts';
import { freshTable } from './fresh-table.ts';

test.each(['moto', 'ministack'] as const)(
  'the newest copy of a calendar is kept: on %s',
  async (emulator) => {
    const table = freshTable(inject(emulator));
    const copies = { ...calendarCopyReader(table), ...calendarCopyWriter(table) };
    const copy = (fetchedAtMs: number, events: number) => ({
      ...{ fetchedAtMs, fromMs: fetchedAtMs - 1, untilMs: fetchedAtMs + 1 },
      events: Array.from({ length: events }, (_, n) => ({ fromMs: 2 * n, toMs: 2 * n + 1 })),
    });

    expect(await copies.get('freeze')).toBeUndefined();
    await copies.put('freeze', copy(1_000, 1));
    // Enough of them to be packed.
    await copies.put('freeze', copy(2_000, 2_000));
    expect(await copies.get('freeze')).toEqual(copy(2_000, 2_000));
    expect(await copies.get('other')).toBeUndefined();
  },
);
