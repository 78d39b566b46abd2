import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ServiceUnavailable, StoreUnreadable } from '../../../core/errors.ts';
import { openDatabase } from '../../../lab/store/database.ts';
import { openStore } from '../../../lab/store/open-store.ts';
import { schema } from '../../../lab/store/schema.ts';
import { sampleFaultRecord, sampleRun } from '../../contracts/samples.ts';
import { temporaryDirectory, temporaryStore } from './state-dir.ts';

describe('a store on disk', () => {
  test('makes its directory, for its owner only', async () => {
    const stateDir = join(temporaryDirectory(), 'deep', 'state');

    await temporaryStore(stateDir).runs.create(sampleRun({ runId: 'run-1' }));

    expect(statSync(stateDir).mode & 0o777).toBe(0o700);
    const modes = readdirSync(stateDir).map((file) => statSync(join(stateDir, file)).mode & 0o777);
    expect(new Set(modes)).toEqual(new Set([0o600]));
  });

  test('still has everything when it is opened again', async () => {
    const stateDir = temporaryDirectory();
    const store = openStore(stateDir);
    await store.runs.create(sampleRun({ runId: 'run-1' }));
    await store.runs.putFault(sampleFaultRecord({ runId: 'run-1', state: 'intended' }));
    await store.leases.acquire('run-1', ['web-1']);
    store.close();

    const again = temporaryStore(stateDir);

    expect(await again.runs.open()).toEqual([sampleRun({ runId: 'run-1' })]);
    expect(await again.runs.faults('run-1')).toMatchObject([{ state: 'intended' }]);
    expect(await again.leases.list()).toEqual([{ key: 'web-1', holder: 'run-1' }]);
  });

  test('tells that somebody else has written, and not that it has itself', async () => {
    const stateDir = temporaryDirectory();
    const [mine, other] = [temporaryStore(stateDir), temporaryStore(stateDir)];
    const before = mine.changeCounter();

    await mine.runs.create(sampleRun({ runId: 'run-1' }));
    expect(mine.changeCounter()).toBe(before);

    await other.runs.update('run-1', {}, { state: 'reverting' });
    expect(mine.changeCounter()).not.toBe(before);
  });

  test('that a newer program wrote is left alone', () => {
    const stateDir = temporaryDirectory();
    openDatabase(join(stateDir, 'firedrill.db'), { ...schema, version: schema.version + 1 }).close();

    expect(() => openStore(stateDir)).toThrow(StoreUnreadable);
    expect(() => openStore(stateDir)).toThrow(/newer firedrill \(its schema is 3, this one knows 2\)/);
  });

  test('that version 1 wrote is brought up to this one, with everything in it', async () => {
    const stateDir = temporaryDirectory();
    const [before] = schema.sql.split('CREATE TABLE definitions');
    const old = openDatabase(join(stateDir, 'firedrill.db'), { version: 1, sql: before ?? '' });
    old.change('INSERT INTO levers (scope, document) VALUES (?, ?)', 'global', '{"scope":"global"}');
    old.close();

    const stores = [temporaryStore(stateDir), temporaryStore(stateDir)];

    for (const store of stores) {
      expect(await store.levers.engaged(['global'])).toEqual([{ scope: 'global' }]);
      expect(await store.definitions.list('Experiment')).toEqual([]);
    }
  });

  test("that is not firedrill's is left alone", () => {
    const stateDir = temporaryDirectory();
    openDatabase(join(stateDir, 'firedrill.db'), { sql: '', version: 0 }).close();

    expect(() => openStore(stateDir)).toThrow(/is not a file of firedrill's/);
  });

  test('that is damaged says so', () => {
    const stateDir = temporaryDirectory();
    writeFileSync(join(stateDir, 'firedrill.db'), 'no database at all'.repeat(100));

    expect(() => openStore(stateDir)).toThrow(StoreUnreadable);
  });

  test('that cannot be made says so', () => {
    const file = join(temporaryDirectory(), 'file');
    writeFileSync(file, '');

    expect(() => openStore(file)).toThrow(ServiceUnavailable);
  });

  test('lets a defect of its own through as it is', () => {
    const database = openDatabase(join(temporaryDirectory(), 'x.db'), { sql: '', version: 1 });

    expect(() => database.one('SELECT nonsense')).toThrow(/no such column/);
    database.close();
  });
});
