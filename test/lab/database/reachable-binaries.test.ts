import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { canReach } from '../../../lab/database/postgres-account.ts';
import { reachableBinaries } from '../../../lab/database/reachable-binaries.ts';

const closed = mkdtempSync(join(tmpdir(), 'firedrill-closed-')); // mode 0700
const bin = join(closed, 'native', 'bin');
mkdirSync(bin, { recursive: true });
const binaries = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
for (const program of Object.values(binaries)) writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
const nobody = { uid: 65_534, gid: 65_534 };
let copied = closed;
afterAll(() => {
  for (const folder of [closed, copied]) rmSync(folder, { recursive: true, force: true });
});

test('an account that can get at the programs uses them where they are', () => {
  expect(reachableBinaries({}, binaries)).toBe(binaries);
});

test('for an account that cannot they are copied, once, to where it can', () => {
  expect(canReach(nobody, binaries.postgres)).toBe(false);

  const first = reachableBinaries(nobody, binaries);
  copied = dirname(dirname(first.postgres));

  expect(canReach(nobody, first.postgres)).toBe(true);
  expect(Object.values(first).every(existsSync)).toBe(true);
  expect(reachableBinaries(nobody, binaries)).toEqual(first);
});
