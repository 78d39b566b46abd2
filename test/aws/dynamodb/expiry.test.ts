import { DescribeTimeToLiveCommand, ScanCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { idempotencyKeys } from '../../../adapters/dynamodb/idempotency-keys.ts';
import { reportsInPlaceOfRuns, retention } from '../../../adapters/dynamodb/retention.ts';
import { expiryAttribute, type Table } from '../../../adapters/dynamodb/table.ts';
import { verifyChain } from '../../../core/chain.ts';
import { WrongAsAsked } from '../../../core/errors.ts';
import type { RunResult } from '../../../core/result.ts';
import type { Conclusion } from '../../../core/run.ts';
import { sampleExperiment, sampleFaultRecord, sampleGameDay, sampleRun } from '../../contracts/samples.ts';
import { behindProxy } from './behind-proxy.ts';
import { wholeJournal, wholeLeases, wholeRuns } from './whole-ports.ts';

const restored: Conclusion = {
  hypothesis: 'held',
  restoration: 'restored',
  reasons: [],
  measures: {},
  exitCode: 0,
};

const everyItem = async ({ client, name }: Table) =>
  (await client.send(new ScanCommand({ TableName: name }))).Items ?? [];

const aRunWithEverything = async () => {
  const behind = await behindProxy();
  const { table } = behind;
  const runs = wholeRuns(table);
  await runs.create(sampleRun({ runId: 'run-1' }));
  await runs.putFault(sampleFaultRecord({ runId: 'run-1' }));
  await wholeJournal(table).append('run-1', { kind: 'told', atMs: 1, actor: 'ana' });
  return { ...behind, runs };
};

describe('how long a run is kept', () => {
  test('is for ever while it is open, whatever became of it', async () => {
    const { table, runs } = await aRunWithEverything();
    await runs.update('run-1', {}, { state: 'verifying' });

    await expect(retention(table).keepUntil('run-1', 5_000_000)).rejects.toThrow(WrongAsAsked);
    await expect(retention(table).keepUntil('run-2', 5_000_000)).rejects.toThrow(WrongAsAsked);
    expect((await everyItem(table)).filter((item) => expiryAttribute in item)).toEqual([]);
  });

  test('is set once it is closed, for everything of it and nothing else, and its journal still verifies', async () => {
    const { table, runs } = await aRunWithEverything();
    await runs.create(sampleRun({ runId: 'run-2' }));
    await wholeLeases(table).acquire('run-1', ['web-1']);
    await runs.update('run-1', {}, { state: 'closed', conclusion: restored });

    await retention(table).keepUntil('run-1', 5_000_500);
    await wholeJournal(table).append('run-1', { kind: 'late', atMs: 2, actor: 'ana' });
    await retention(table).keepUntil('run-1', 6_000_000);

    const items = await everyItem(table);
    const expiring = items.filter((item) => item[expiryAttribute]?.N === '6000');
    expect(expiring.map(({ PK, SK }) => `${PK?.S} ${SK?.S}`).toSorted()).toEqual([
      'BY-AGE#RUN 000000000001000#run-1',
      'RUN#run-1 FAULT#000000',
      'RUN#run-1 J#0000000001',
      'RUN#run-1 J#0000000002',
      'RUN#run-1 META',
    ]);
    expect(items.length).toBe(expiring.length + 4);
    expect(verifyChain(await wholeJournal(table).read('run-1'))).toEqual({ ok: true, records: 2 });
    expect(await runs.get('run-1')).toStrictEqual(
      sampleRun({ runId: 'run-1', state: 'closed', conclusion: restored }),
    );
  });

  test('is for ever where it was closed and nobody knows whether all is restored', async () => {
    const { table, runs } = await aRunWithEverything();
    await runs.update(
      'run-1',
      {},
      { state: 'closed', conclusion: { ...restored, restoration: 'unverified' } },
    );

    await expect(retention(table).keepUntil('run-1', 5_000_000)).rejects.toThrow(WrongAsAsked);
  });

  test('counts from its report, which is in another place', async () => {
    const kept: unknown[] = [];
    const reports = reportsInPlaceOfRuns(
      { save: async (id) => `s3://${id}` },
      { keepUntil: async (...asked) => void kept.push(asked) },
      { forMs: 500, clock: { now: () => 1_000 } },
    );
    const run = sampleRun({ runId: 'run-1', state: 'closed', conclusion: restored });
    const result: Omit<RunResult, 'run'> = {
      format: 'firedrill.run/1',
      experiment: sampleExperiment(),
      faults: [],
      readings: {},
      alarms: {},
      journal: [],
      chain: { ok: true, records: 0 },
    };
    const gameDay = sampleGameDay({ gameDayId: 'day-1' });

    expect(await reports.save('run-1', { ...result, run })).toBe('s3://run-1');
    await reports.save('run-1', { ...result, run: { ...run, state: 'verifying' } });
    await reports.save('day-1', { format: 'firedrill.gameday/1', gameDay, runs: [] });

    expect(kept).toEqual([['run-1', 1_500]]);
  });

  test("is DynamoDB's own expiry", async () => {
    const { table } = await behindProxy();
    const TimeToLiveSpecification = { AttributeName: expiryAttribute, Enabled: true };
    await table.client.send(new UpdateTimeToLiveCommand({ TableName: table.name, TimeToLiveSpecification }));

    const { TimeToLiveDescription } = await table.client.send(
      new DescribeTimeToLiveCommand({ TableName: table.name }),
    );
    expect(TimeToLiveDescription).toMatchObject({ AttributeName: 'expiresAt' });
  });
});

describe('an idempotency key', () => {
  const claim = { key: 'k-1', bodyHash: 'aa', answer: { runId: 'run-1' }, atMs: 10_000, forMs: 60_000 };

  test('is claimed once; the same request again has the first answer, another request none', async () => {
    const { table } = await behindProxy();
    const keys = idempotencyKeys(table);

    expect(await keys.claim(claim)).toEqual({ outcome: 'claimed', answer: { runId: 'run-1' } });
    expect(await keys.claim({ ...claim, answer: { runId: 'run-2' }, atMs: 20_000 })).toEqual({
      outcome: 'repeated',
      answer: { runId: 'run-1' },
    });
    expect(await keys.claim({ ...claim, bodyHash: 'bb' })).toEqual({ outcome: 'taken' });
    expect(await keys.claim({ ...claim, key: 'k-2' })).toMatchObject({ outcome: 'claimed' });
  });

  test('is claimed by one of several at once', async () => {
    const { table } = await behindProxy();
    const runIds = ['run-1', 'run-2', 'run-3'];

    const claims = await Promise.all(
      runIds.map((runId) => idempotencyKeys(table).claim({ ...claim, answer: { runId } })),
    );

    expect(claims.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
    expect(new Set(claims.map((one) => ('answer' in one ? one.answer.runId : 'none'))).size).toBe(1);
  });

  test('counts as claimed when the answer to that was lost', async () => {
    const { table, next } = await behindProxy();
    next('PutItem', 'lose-answer');

    expect(await idempotencyKeys(table).claim(claim)).toMatchObject({ outcome: 'claimed' });
  });

  test('is free again when its time is over, though DynamoDB has not removed it yet', async () => {
    const { table } = await behindProxy();
    const keys = idempotencyKeys(table);
    await keys.claim(claim);

    expect(await keys.claim({ ...claim, bodyHash: 'bb', atMs: 69_000 })).toEqual({ outcome: 'taken' });
    expect(await keys.claim({ ...claim, bodyHash: 'bb', atMs: 70_000 })).toMatchObject({
      outcome: 'claimed',
    });
  });
});
