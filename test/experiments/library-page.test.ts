import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entries } from './library.ts';
import { libraryPage, needsOf } from './library-page.ts';

test('every experiment says in the table of its folder what it needs', () => {
  expect(entries.filter((entry) => needsOf(entry) === '')).toEqual([]);
});

test('the overview in the documentation is what the library is', async () => {
  await expect(libraryPage()).toMatchFileSnapshot(join(import.meta.dirname, '../../docs/library.md'));
});
