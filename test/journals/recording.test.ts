import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { catchAll } from './support/catch-run.ts';
import { moments } from './support/moments.ts';
import { folderOf, keep, presentVersion } from './support/old-journal.ts';

test('recording the same version twice gives the same journals', async () => {
  const journals = await catchAll();
  expect(Object.keys(journals)).toEqual(Object.keys(moments));
  expect(await catchAll()).toEqual(journals);
});

test('what a version wrote is never written again', () => {
  expect(() => keep(folderOf(presentVersion), {})).toThrow('is there already');
  const place = mkdtempSync(join(tmpdir(), 'firedrill-journals-'));
  onTestFinished(() => rmSync(place, { recursive: true }));
  keep(join(place, '9.9.9'), {});
  expect(() => keep(join(place, '9.9.9'), {})).toThrow('does not change');
});
