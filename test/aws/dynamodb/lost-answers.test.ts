import { describe, expect, inject, test } from 'vitest';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { ServiceUnavailable } from '../../../core/errors.ts';
import { sampleFaultRecord, sampleGameDay, sampleRun } from '../../contracts/samples.ts';
import { broken, throttled } from '../support/proxy.ts';
import { behindProxy } from './behind-proxy.ts';
import { clientOf } from './fresh-table.ts';
import { wholeGameDays, wholeJournal, wholeLeases, wholeRuns } from './whole-ports.ts';

const entry = { kind: 'armed', atMs: 1_000, actor: 'ana' };

describe('a write that was made, and whose answer was lost, counts as made', () => {
  test('when a run is created', async () => {
    const { table, next } = await behindProxy();
    next('TransactWriteItems', 'lose-answer');

    expect(await wholeRuns(table).create(sampleRun({ runId: 'run-1' }))).toBe(true);
    expect(await wholeRuns(table).create(sampleRun({ runId: 'run-1' }))).toBe(false);
  });

  test('when a run is changed, and when it is closed', async () => {
    const { table, next } = await behindProxy();
    const runs = wholeRuns(table);
    await runs.create(sampleRun({ runId: 'run-1' }));

    next('UpdateItem', 'lose-answer');
    const begun = await runs.update('run-1', { epoch: 0 }, { state: 'reverting', epoch: 1 });
    expect(begun).toMatchObject({ state: 'reverting', epoch: 1 });

    next('TransactWriteItems', 'lose-answer');
    const closed = await runs.update('run-1', { states: ['reverting'] }, { state: 'closed' });
    expect(closed).toMatchObject({ state: 'closed', epoch: 1 });
    expect(await runs.open()).toEqual([]);
  });

  test('when a fault is found armed: it is not taken for a fault that another has sent', async () => {
    const { table, next } = await behindProxy();
    const runs = wholeRuns(table);
    await runs.create(sampleRun({ runId: 'run-1' }));
    next('PutItem', 'lose-answer');
    expect(await runs.putFault(sampleFaultRecord({ runId: 'run-1' }))).toBe(true);

    next('UpdateItem', 'lose-answer');

    expect(await runs.updateFault('run-1', 0, { state: 'intended' })).toBe(true);
    expect(await runs.updateFault('run-1', 0, { state: 'intended' })).toBe(false);
  });

  test('when a journal is written: the record is there once', async () => {
    const { table, next } = await behindProxy();
    const journal = wholeJournal(table);

    next('PutItem', 'lose-answer', broken);
    await journal.append('run-1', entry);
    next('PutItem', 'lose-answer');
    await journal.append('run-1', { ...entry, kind: 'told' }, { once: true });

    expect((await journal.read('run-1')).map(({ kind }) => kind)).toEqual(['armed', 'told']);
  });

  test('when leases are taken', async () => {
    const { table, next } = await behindProxy();
    next('TransactWriteItems', 'lose-answer');

    expect(await wholeLeases(table).acquire('run-1', ['a', 'b'])).toEqual({ ok: true });
  });

  test('when a game day is changed: the change is made once', async () => {
    const { table, next } = await behindProxy();
    const gameDays = wholeGameDays(table);
    await gameDays.create(sampleGameDay({ gameDayId: 'day-1' }));
    next('TransactWriteItems', 'lose-answer');

    await gameDays.update('day-1', (day) => ({ ...day, openedBefore: day.openedBefore + 1 }));

    expect(await gameDays.get('day-1')).toMatchObject({ openedBefore: 1 });
  });

  test('when a game day is changed, also where another change came before it is asked again', async () => {
    const { table, proxy, asked } = await behindProxy('ministack');
    const open = (by: Table) =>
      wholeGameDays(by).update('day-1', (day) => ({ ...day, openedBefore: day.openedBefore + 1 }));
    await wholeGameDays(table).create(sampleGameDay({ gameDayId: 'day-1' }));
    const another = { client: clientOf(inject('ministack')), name: table.name };
    const before = asked('TransactWriteItems').length;
    proxy.meddle(async ({ operation }) => {
      const nth = operation === 'TransactWriteItems' ? asked(operation).length - before : 0;
      if (nth === 2) await open(another);
      return nth === 1 ? 'lose-answer' : undefined;
    });

    await open(table);

    expect(await wholeGameDays(table).get('day-1')).toMatchObject({ openedBefore: 2 });
  });
});

describe('a write that is never answered', () => {
  test('may have been made: the caller is told that nobody knows, and asks again', async () => {
    const { table, always, proxy } = await behindProxy();
    const runs = wholeRuns(table);
    await runs.create(sampleRun({ runId: 'run-1' }));
    always('UpdateItem', 'lose-answer');
    const signal = () => runs.update('run-1', { epoch: 0 }, { epoch: 1 });

    await expect(signal()).rejects.toThrow(ServiceUnavailable);

    proxy.meddle(() => undefined);
    expect(await signal()).toBeUndefined();
    expect(await runs.get('run-1')).toMatchObject({ epoch: 1 });
  });
});

describe('a table that is busy or broken', () => {
  test.each([
    ['throttled', throttled],
    ['broken', broken],
  ])('is asked again, and then serves: %s', async (_, meddling) => {
    const { table, next, asked } = await behindProxy();
    const runs = wholeRuns(table);
    await runs.create(sampleRun({ runId: 'run-1' }));
    next('UpdateItem', meddling);

    expect(await runs.update('run-1', { epoch: 0 }, { epoch: 1 })).toMatchObject({ epoch: 1 });
    expect(asked('UpdateItem')).toHaveLength(2);
  });

  test.each([
    ['throttled', throttled],
    ['broken', broken],
  ])('is told of after three attempts, as something that may pass: %s', async (_, meddling) => {
    const { table, always, asked, proxy } = await behindProxy();
    const runs = wholeRuns(table);
    await runs.create(sampleRun({ runId: 'run-1' }));
    always('UpdateItem', meddling);

    await expect(runs.update('run-1', {}, { epoch: 1 })).rejects.toThrow(ServiceUnavailable);
    expect(asked('UpdateItem')).toHaveLength(3);

    proxy.meddle(() => undefined);
    expect(await runs.get('run-1')).toMatchObject({ epoch: 0 });
  });
});
