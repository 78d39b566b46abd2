import { describe, expect, test } from 'vitest';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { verifyChain } from '../../../core/chain.ts';
import { ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import { sampleFaultRecord, sampleGameDay, sampleRun } from '../../contracts/samples.ts';
import type { Meddling } from '../support/proxy.ts';
import { behindProxy } from './behind-proxy.ts';
import { wholeGameDays, wholeJournal, wholeLeases, wholeRuns } from './whole-ports.ts';

const error = (name: string, more: object = {}): Meddling => ({
  status: 400,
  body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name, ...more }),
});
const inConflict = error('TransactionConflictException');
const cancelled = (...codes: readonly string[]): Meddling =>
  error('TransactionCanceledException', { CancellationReasons: codes.map((Code) => ({ Code })) });

describe('of two processes that write at once', () => {
  test('one finds the fault armed', async () => {
    const { table, another } = await behindProxy();
    const [mine, theirs] = [wholeRuns(table), wholeRuns(another())];
    await mine.create(sampleRun({ runId: 'run-1' }));
    await mine.putFault(sampleFaultRecord({ runId: 'run-1' }));

    const answers = await Promise.all(
      [mine, theirs, mine, theirs].map((runs) => runs.updateFault('run-1', 0, { state: 'intended' })),
    );

    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  test('one creates the run', async () => {
    const { table, another } = await behindProxy();
    const create = (runs: ReturnType<typeof wholeRuns>) => runs.create(sampleRun({ runId: 'run-1' }));

    const answers = await Promise.all([create(wholeRuns(table)), create(wholeRuns(another()))]);

    expect(answers.toSorted()).toEqual([false, true]);
  });

  test('each writes its journal records in one chain, and what is written once is there once', async () => {
    const { table, another } = await behindProxy();
    const journals = [wholeJournal(table), wholeJournal(another())];
    const entry = (kind: string) => ({ kind, atMs: 1_000, actor: 'ana' });

    await Promise.all(
      journals.flatMap((journal, n) => [
        journal.append('run-1', entry(`first-${n}`)),
        journal.append('run-1', entry('concluded'), { once: true }),
        journal.append('run-1', entry(`last-${n}`)),
      ]),
    );

    const records = await wholeJournal(table).read('run-1');
    expect(verifyChain(records)).toEqual({ ok: true, records: 5 });
    expect(records.filter(({ kind }) => kind === 'concluded')).toHaveLength(1);
  });

  test('each has its change of the game day kept', async () => {
    const { table, another } = await behindProxy();
    const days = [wholeGameDays(table), wholeGameDays(another())];
    await days[0]?.create(sampleGameDay({ gameDayId: 'day-1' }));

    await Promise.all(
      days.map((gameDays) =>
        gameDays.update('day-1', (day) => ({ ...day, openedBefore: day.openedBefore + 1 })),
      ),
    );

    expect(await days[0]?.get('day-1')).toMatchObject({ openedBefore: 2 });
  });

  test('one has the leases, and gives back only what is its own', async () => {
    const { table, another } = await behindProxy();
    const [mine, theirs] = [wholeLeases(table), wholeLeases(another())];

    const answers = await Promise.all([
      mine.acquire('run-1', ['a', 'b', 'c']),
      theirs.acquire('run-2', ['c', 'd']),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);

    const loser = answers[0]?.ok ? 'run-2' : 'run-1';
    await theirs.release(loser);
    expect(new Set((await mine.list()).map(({ holder }) => holder)).size).toBe(1);
  });
});

describe('between reading and writing another process may have written', () => {
  test('a fault that was sent again meanwhile is not refused', async () => {
    const { table, just } = await behindProxy();
    const runs = wholeRuns(table);
    await runs.create(sampleRun({ runId: 'run-1' }));
    await runs.putFault(sampleFaultRecord({ runId: 'run-1', state: 'intended' }));
    just('UpdateItem', (other) =>
      wholeRuns(other).updateFault('run-1', 0, { state: 'intended', resent: true }),
    );

    expect(await runs.updateFault('run-1', 0, { state: 'refused' })).toBe(false);
    expect(await runs.faults('run-1')).toMatchObject([{ state: 'intended', resent: true }]);
  });

  test("a lease that is another's by now is not given back", async () => {
    const { table, just } = await behindProxy();
    const leases = wholeLeases(table);
    await leases.acquire('run-1', ['web-1']);
    just('DeleteItem', async (other) => {
      await wholeLeases(other).release('run-1');
      await wholeLeases(other).acquire('run-2', ['web-1']);
    });

    await leases.release('run-1');

    expect(await leases.list()).toEqual([{ key: 'web-1', holder: 'run-2' }]);
  });

  test('a run that was closed meanwhile is not listed as open, nor told of its alarms', async () => {
    const { table, just } = await behindProxy();
    const runs = wholeRuns(table);
    await runs.create(sampleRun({ runId: 'run-1' }));
    await runs.watch('run-1', ['errors']);
    const close = (other: Table) => wholeRuns(other).update('run-1', {}, { state: 'closed' });
    just('GetItem', close);

    expect(await runs.open()).toEqual([]);
    expect(await runs.watching('errors')).toEqual([]);
  });
});

describe('what DynamoDB turned away because of another transaction', () => {
  test('is done again', async () => {
    const { table, next } = await behindProxy();
    const runs = wholeRuns(table);

    next('TransactWriteItems', cancelled('TransactionConflict', 'None', 'None'));
    expect(await runs.create(sampleRun({ runId: 'run-1' }))).toBe(true);
    next('UpdateItem', inConflict, inConflict);
    expect(await runs.update('run-1', { epoch: 0 }, { epoch: 1 })).toMatchObject({ epoch: 1 });
    next('TransactWriteItems', cancelled('None', 'ThrottlingError'));
    expect(await wholeLeases(table).acquire('run-1', ['a', 'b'])).toEqual({ ok: true });
  });

  test('may pass: in the end the caller is told so', async () => {
    const { table, always } = await behindProxy();
    always('TransactWriteItems', cancelled('TransactionConflict'));

    await expect(wholeLeases(table).acquire('run-1', ['a'])).rejects.toThrow(ServiceUnavailable);
  });

  test('is told from what it refuses', async () => {
    const { table, always, asked } = await behindProxy();
    always('TransactWriteItems', cancelled('ValidationError', 'TransactionConflict'));

    await expect(wholeLeases(table).acquire('run-1', ['a', 'b'])).rejects.toThrow(WrongAsAsked);
    expect(asked('TransactWriteItems')).toHaveLength(1);
  });
});
