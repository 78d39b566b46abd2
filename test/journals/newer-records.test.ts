import { describe, expect, test } from 'vitest';
import { chain } from '../../core/chain.ts';
import type { FaultDriver, JournalRecord } from '../../core/ports.ts';
import { allVerified, injectedAnything } from '../../core/restoration.ts';
import type { FaultState, RunState } from '../../core/run.ts';
import { journalsOf, type OldJournal, presentVersion } from './support/old-journal.ts';
import { reload } from './support/reload.ts';

const journals = Object.entries(journalsOf(presentVersion));
const oldOf = (name: string): OldJournal => {
  const old = journalsOf(presentVersion)[name];
  if (old === undefined) throw new Error(`There is no journal ${name}`);
  return old;
};

const later = { addedLater: { in: 'a version to come', levels: [1, 2] } };

/** The same record with a field in every part that this version knows nothing of. */
const withMore = (old: OldJournal): OldJournal => {
  const faults = old.faults.map((fault) => ({
    ...fault,
    ...later,
    targets: fault.targets.map((target) => ({ ...target, ...later })),
  }));
  const journal: JournalRecord[] = [];
  for (const { seq: _, prev: __, hash: ___, ...entry } of old.journal)
    journal.push(chain(journal.at(-1), { ...entry, ...later }));
  const deadMan = {
    ...old.deadMan,
    ...later,
    faults: old.deadMan.faults.map((one) => ({ ...one, ...later })),
  };
  return { ...old, run: { ...old.run, ...later }, faults, journal, deadMan };
};

describe('a record with fields that this version does not know', () => {
  test.each(journals)('%s: is brought home all the same, and keeps them', async (_, old) => {
    const more = withMore(old);
    const world = await reload(more);
    await world.invoke(world.start('dead-man'), 'dead-man', more.deadMan);
    await world.reconcile(5);
    expect(world.notBack()).toEqual([]);
    expect(await world.look()).toMatchObject({ state: 'closed', ...later });
    for (const fault of await world.runs.faults(old.run.runId)) expect(fault).toMatchObject(later);
  });
});

// A newer version may have states of its own.
const unknownFault = 'half-undone' as FaultState;
const unknownRun = 'thawing' as RunState;

const neverBack = (driver: FaultDriver): FaultDriver => ({
  ...driver,
  undo: async () => ({ outcome: 'nothing-to-undo' }),
  verify: async () => ({ restored: false, drifted: false, seen: 'not back' }),
});

describe('a fault in a state that this version does not know', () => {
  const old = oldOf('injected-and-proven');
  const faults = old.faults.map((fault) => ({ ...fault, state: unknownFault }));

  test('may be live, and is not verified', () => {
    expect(injectedAnything(faults)).toBe(true);
    expect(allVerified(faults)).toBe(false);
  });

  test('keeps the run open, and pages, as long as nobody has seen it back', async () => {
    const world = await reload({ ...old, faults }, neverBack);
    await world.reconcile(40);
    expect(await world.look()).toMatchObject({ conclusion: { restoration: 'unverified', exitCode: 5 } });
    expect((await world.look()).state).not.toBe('closed');
    expect(world.notices.told.map(({ kind }) => kind)).toContain('needs-human');
    expect(await world.leases.list()).not.toEqual([]);
    expect(world.violations).toEqual([]);
  });

  test('is undone and verified like one that is live', async () => {
    const world = await reload({ ...old, faults: faults.map((fault) => ({ ...fault, state: 'injected' })) });
    await world.runs.updateFault(old.run.runId, 0, { state: unknownFault });
    await world.reconcile(5);
    expect(world.notBack()).toEqual([]);
    expect(await world.runs.faults(old.run.runId)).toMatchObject([{ state: 'verified' }]);
  });
});

test('a run in a state that this version does not know is put back, but never called restored', async () => {
  const old = oldOf('one-of-two-undone');
  const world = await reload({ ...old, run: { ...old.run, state: unknownRun } });
  await world.reconcile(5);
  expect(world.notBack()).toEqual([]);
  expect((await world.look()).state).toBe(unknownRun);
  expect((await world.look()).conclusion?.restoration).not.toBe('restored');
  expect(world.notices.told.map(({ kind }) => kind)).toContain('needs-human');
  expect(await world.leases.list()).not.toEqual([]);
});
