import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifyChain } from '../../../core/chain.ts';
import { WrongAsAsked } from '../../../core/errors.ts';
import { sampleExperiment, sampleFaultRecord, sampleRun } from '../../contracts/samples.ts';
import { behindProxy } from './behind-proxy.ts';
import { wholeExperiments, wholeJournal, wholeLeases, wholeRuns } from './whole-ports.ts';

/** Text that nothing makes shorter, but for a quarter. */
const noise = (kilobytes: number) => randomBytes(kilobytes * 750).toString('base64');

const ids = (runs: readonly { readonly runId: string }[]) => runs.map(({ runId }) => runId);

describe('what is more than one answer of DynamoDB holds', () => {
  test('is read to the end: a journal of two megabytes, in order', async () => {
    const { table, asked } = await behindProxy();
    const journal = wholeJournal(table);
    for (let n = 1; n <= 12; n += 1)
      await journal.append('run-1', { kind: `kind-${n}`, atMs: n, actor: 'ana', data: { seen: noise(200) } });
    await journal.append('run-1', { kind: 'kind-1', atMs: 99, actor: 'ana' }, { once: true });

    const records = await journal.read('run-1');

    expect(records.map(({ atMs }) => atMs)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(verifyChain(records)).toEqual({ ok: true, records: 12 });
    expect(asked('Query').filter(({ body }) => body.includes('ExclusiveStartKey')).length).toBeGreaterThan(0);
  });

  test('is read to the end: many runs that are open, and the newest of them', async () => {
    const { table } = await behindProxy();
    const runs = wholeRuns(table);
    const all = Array.from({ length: 40 }, (_, n) => `run-${String(n).padStart(2, '0')}`);
    for (const [n, runId] of all.entries())
      await runs.create(sampleRun({ runId, createdAtMs: 10 ** (n % 5) + n }));

    expect(ids(await runs.open()).toSorted()).toEqual(all);
    const newest = await runs.list(7);
    expect(newest.map(({ createdAtMs }) => createdAtMs)).toEqual([
      ...[10_039, 10_034, 10_029, 10_024, 10_019, 10_014, 10_009],
    ]);
    expect(await runs.list(0)).toEqual([]);
    expect(await runs.list(1_000)).toHaveLength(40);
  });
});

describe('what is too large for an item', () => {
  const writes = {
    'a run': async ({ table }: Behind) =>
      wholeRuns(table).create(sampleRun({ runId: 'run-1', seed: noise(450) })),
    'the plan of a run': async ({ table }: Behind) =>
      wholeRuns(table).update('run-1', {}, { refusal: { guard: 'cap', reason: noise(450) } }),
    'an undo record': async ({ table }: Behind) =>
      wholeRuns(table).putFault(sampleFaultRecord({ runId: 'run-0', before: { a: { seen: noise(450) } } })),
    'a journal record': async ({ table }: Behind) =>
      wholeJournal(table).append('run-1', {
        kind: 'k',
        atMs: 1,
        actor: 'ana',
        data: { seen: noise(450) },
      }),
    'an experiment': async ({ table }: Behind) =>
      wholeExperiments(table).put(sampleExperiment({ purpose: noise(450) })),
  };

  test.each(Object.entries(writes))(
    'is refused before anything is sent, with its size: %s',
    async (_, write) => {
      const behind = await behindProxy();
      await wholeRuns(behind.table).create(sampleRun({ runId: 'run-0' }));
      const before = writesIn(behind);

      const refused = write(behind);

      await expect(refused).rejects.toThrow(WrongAsAsked);
      await expect(refused).rejects.toThrow(/too large to keep: \d{3} KB packed, and at most 300 KB fit/);
      expect(writesIn(behind)).toBe(before);
    },
  );

  test('may be long as long as it is much the same: it is packed', async () => {
    const { table } = await behindProxy();
    const runs = wholeRuns(table);
    await runs.create(sampleRun({ runId: 'run-1' }));
    const target = { label: 'web', tags: { chaos: 'yes' }, containers: ['arn:asg'] };
    const targets = Array.from({ length: 5_000 }, (_, n) => ({ ...target, arn: `arn:aws:ec2:i-${n}` }));
    const record = sampleFaultRecord({ runId: 'run-1', targets });

    expect(await runs.putFault(record)).toBe(true);
    expect(await runs.faults('run-1')).toEqual([record]);
  });
});

type Behind = Awaited<ReturnType<typeof behindProxy>>;

const writesIn = ({ proxy }: Behind): number =>
  proxy.asked.filter(({ operation }) => /^(Put|Update|Delete|TransactWrite)/.test(operation)).length;

describe('leases', () => {
  const keys = (count: number) => Array.from({ length: count }, (_, n) => `arn:${n}`);

  test('are taken a hundred at once, and no more', async () => {
    const { table } = await behindProxy();
    const leases = wholeLeases(table);

    await expect(leases.acquire('run-1', keys(101))).rejects.toThrow(/needs 101 leases.*at most 100/);
    expect(await leases.acquire('run-1', [])).toEqual({ ok: true });
    expect(await leases.list()).toEqual([]);
    expect(await leases.acquire('run-1', keys(100))).toEqual({ ok: true });
    await leases.release('run-1');
    expect(await leases.list()).toEqual([]);
  });
});

describe('a run that nobody can restore', () => {
  test('is tried for ever, and its item does not grow for ever: the latest attempts stay', async () => {
    const { table } = await behindProxy();
    const runs = wholeRuns(table);
    const attempts = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`attempt-${n + 1}`, n + 1]));
    await runs.create(sampleRun({ runId: 'run-1', attempts }));
    expect(await runs.get('run-1')).toMatchObject({ attempts });

    await runs.attempt('run-1', 'attempt-201', 201);

    const since = Object.values((await runs.get('run-1'))?.attempts ?? {}).toSorted((a, b) => a - b);
    expect(since).toEqual(Array.from({ length: 100 }, (_, n) => n + 102));
  });
});
