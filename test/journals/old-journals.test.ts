import { describe, expect, test } from 'vitest';
import { verifyChain } from '../../core/chain.ts';
import { injectedAnything } from '../../core/restoration.ts';
import { journalsOf, type OldJournal, presentVersion, versions } from './support/old-journal.ts';
import { reload } from './support/reload.ts';

type Reloaded = Awaited<ReturnType<typeof reload>>;

/** Everything is back, the run is closed and says so, nothing is held any more, and the journal goes on unbroken. */
const expectHome = async (world: Reloaded, { run: { runId }, faults, journal }: OldJournal) => {
  expect(world.notBack()).toEqual([]);
  const restoration = injectedAnything(faults) ? 'restored' : 'nothing-injected';
  expect(await world.look()).toMatchObject({ state: 'closed', conclusion: { restoration } });
  expect((await world.look()).conclusion?.hypothesis).not.toBe('held');
  expect(await world.leases.list()).toEqual([]);
  expect(world.deadMan.firesAtMs(runId)).toBeUndefined();
  const now = await world.journal.read(runId);
  expect(now.slice(0, journal.length)).toEqual(journal);
  expect(now.length).toBeGreaterThan(journal.length);
  expect(verifyChain(now)).toMatchObject({ ok: true });
  expect(world.violations).toEqual([]);
};

const noStore = async ({ name, make }: { name: string; make: () => Promise<unknown> }) => {
  if (!name.startsWith('faults.')) throw new Error(`${name}: the store is gone`);
  return make();
};

/** The dead man with what it was handed, and nothing else. */
const actBlindly = (world: Reloaded, { deadMan }: OldJournal) =>
  world.invoke(world.start('dead-man', noStore), 'dead-man', deadMan);

test('the version in package.json has left journals; node test/journals/record.ts makes it', () => {
  expect(versions).toContain(presentVersion);
});

describe.each(versions)('what version %s had written', (version) => {
  const journals = Object.entries(journalsOf(version));

  test('is of runs in every part of their way', () => {
    const states = new Set(journals.flatMap(([, { faults }]) => faults.map(({ state }) => state)));
    expect([...states].sort()).toEqual(expect.arrayContaining(['armed', 'injected', 'intended', 'undone']));
    expect(journals.length).toBeGreaterThanOrEqual(6);
  });

  test.each(journals)('%s: its chain verifies, and its document is found', async (_, old) => {
    expect(verifyChain(old.journal)).toEqual({ ok: true, records: old.journal.length });
    const { experiments } = await reload(old);
    expect(await experiments.get(old.run.experiment)).toEqual(old.experiment);
  });

  test.each(journals)('%s: is brought home by the reconciler', async (_, old) => {
    const world = await reload(old);
    expect(world.notBack().length > 0).toBe(injectedAnything(old.faults));
    await world.reconcile(5);
    await expectHome(world, old);
  });

  test.each(journals)('%s: is brought home by the dead man with the store at hand', async (_, old) => {
    const world = await reload(old);
    for (const _minute of [1, 2, 3, 4, 5])
      await world.invoke(world.start('dead-man'), 'dead-man', old.deadMan);
    await expectHome(world, old);
  });

  test.each(journals)(
    '%s: its targets are put back by the dead man without the store, and the run closes when it is there',
    async (_, old) => {
      const world = await reload(old);
      expect(await actBlindly(world, old)).toMatchObject({
        message: expect.stringContaining('the store is gone'),
      });
      await world.clock.advance(60_000);
      expect(world.notBack()).toEqual([]);
      expect(await world.look()).toEqual(old.run);
      await world.reconcile(5);
      await expectHome(world, old);
    },
  );
});
