import { describe, expect, test } from 'vitest';
import { verifyChain } from '../../../core/chain.ts';
import { InjectionRefused, ServiceUnavailable } from '../../../core/errors.ts';
import type { FaultDriver } from '../../../core/ports.ts';
import { aFault, anExperiment, faultOn, instanceArn } from '../../support/an-experiment.ts';
import { openWorld } from '../../support/world.ts';

const minute = 60_000;

const failing = (clock: () => number, fromMs: number, forMs: number) => (driver: FaultDriver) => ({
  ...driver,
  undo: async (record: Parameters<FaultDriver['undo']>[0]) => {
    if (clock() < fromMs + forMs) throw new ServiceUnavailable('throttled');
    return driver.undo(record);
  },
});

test('a fault that the far end refuses leaves the run untested, and the others are undone', async () => {
  const world = await openWorld({
    needs: 1,
    driver: (driver) => ({
      ...driver,
      inject: async (record) => {
        if (record.name === 'stop-2') throw new InjectionRefused('a quota is reached');
        return driver.inject(record);
      },
    }),
  });
  const runId = await world.start(anExperiment({ faults: [faultOn(1), faultOn(2)] }));
  const { conclusion, signal } = await world.concluded(runId);
  expect(signal).toMatchObject({ kind: 'target', reason: 'InjectionRefused: a quota is reached' });
  expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'restored', exitCode: 4 });
  expect(world.stopped()).toEqual([]);
  expect((await world.faultsOf(runId)).map(({ state }) => state)).toEqual(['verified', 'refused']);
});

test('a first fault that the far end refuses is no error of ours', async () => {
  const refusing = async () => {
    throw new InjectionRefused('a quota is reached');
  };
  const world = await openWorld({ driver: (driver) => ({ ...driver, inject: refusing }) });
  const { conclusion } = await world.concluded(await world.start(anExperiment()));
  expect(conclusion).toMatchObject({ restoration: 'nothing-injected', exitCode: 4 });
});

test('a refusal after an answer that was lost is not believed', async () => {
  let calls = 0;
  const world = await openWorld({
    driver: (driver) => ({
      ...driver,
      inject: async (record) => {
        calls += 1;
        if (calls > 1) throw new InjectionRefused('it is stopped already');
        await driver.inject(record);
        throw new ServiceUnavailable('no answer');
      },
    }),
  });
  const runId = await world.start(anExperiment());
  const { conclusion } = await world.concluded(runId);
  expect(world.far.injected).toHaveLength(1);
  expect(world.stopped()).toEqual([]);
  expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'restored' });
});

test('an undo that fails for ten minutes is repeated until it succeeds', async () => {
  let clock = () => 0;
  let undoFromMs = Infinity;
  const world = await openWorld({
    needs: 3,
    driver: (driver) => ({
      ...driver,
      undo: (record) => {
        undoFromMs = Math.min(undoFromMs, clock());
        return failing(clock, undoFromMs, 10 * minute)(driver).undo(record);
      },
    }),
  });
  clock = world.clock.now;
  const runId = await world.start(anExperiment());
  await world.until(runId, 'reverting');
  await world.clock.advance(9 * minute);
  expect(world.stopped()).toHaveLength(1);
  expect(await world.leases.list()).not.toEqual([]);
  const { conclusion, undoneAtMs = 0 } = await world.concluded(runId);
  expect(undoneAtMs - undoFromMs).toBeLessThan(11 * minute);
  expect(conclusion).toMatchObject({ hypothesis: 'failed', restoration: 'restored', exitCode: 3 });
  expect(world.notices.told.filter(({ kind }) => kind === 'needs-human')).toEqual([]);
});

test('an undo that goes on failing pages a person, and nothing is let go of until it is home', async () => {
  let broken = true;
  const world = await openWorld({
    needs: 3,
    driver: (driver) => ({
      ...driver,
      undo: async (record) => {
        if (broken) throw new ServiceUnavailable('throttled');
        return driver.undo(record);
      },
    }),
  });
  const runId = await world.start(anExperiment());
  await world.clock.advance(30 * minute);
  const paged = () => world.notices.told.filter(({ kind }) => kind === 'needs-human').length;
  expect(paged()).toBeGreaterThan(1);
  expect(await world.look(runId)).toMatchObject({
    state: 'reverting',
    conclusion: { restoration: 'unverified', exitCode: 5 },
  });
  expect(await world.leases.list()).not.toEqual([]);
  expect(world.deadMan.firesAtMs(runId)).toBeDefined();
  const before = paged();
  await world.clock.advance(5 * minute);
  expect(paged()).toBeGreaterThan(before);
  broken = false;
  await world.clock.advance(3 * minute);
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'failed', restoration: 'restored', exitCode: 3 });
  expect(world.stopped()).toEqual([]);
  expect(await world.leases.list()).toEqual([]);
  expect(world.deadMan.firesAtMs(runId)).toBeUndefined();
  expect(verifyChain(await world.journal.read(runId))).toMatchObject({ ok: true });
});

test('what somebody else has changed is not overwritten, and pages', async () => {
  const world = await openWorld({ needs: 1 });
  const runId = await world.start(anExperiment({ faults: [faultOn(1), faultOn(2)] }));
  await world.until(runId, 'observing');
  world.targets.terminate(instanceArn(1));
  await world.clock.advance(3 * minute);
  expect(world.targets.get(instanceArn(1))?.state).toBe('terminated');
  expect(world.targets.get(instanceArn(2))?.state).toBe('running');
  expect(await world.look(runId)).toMatchObject({ conclusion: { restoration: 'unverified', exitCode: 5 } });
  expect(
    world.notices.told.some(({ kind, text }) => kind === 'needs-human' && text.includes('terminated')),
  ).toBe(true);
  expect(await world.leases.list()).not.toEqual([]);
});

test('a fault that ended by itself is not undone a second time', async () => {
  const world = await openWorld({ needs: 1 });
  const parameters = { startInstancesAfterDuration: 'PT1M' };
  const runId = await world.start(anExperiment({ faults: [aFault({ parameters })] }));
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'held', restoration: 'restored' });
  expect(await world.kinds(runId)).toContain('undo-nothing-to-undo');
});

describe('a fault that ends by itself', () => {
  const parameters = { startInstancesAfterDuration: 'PT1M' };
  const faults = [aFault({ parameters, durationMs: minute })];

  test.each([
    [30_000, 'untested', 'it had ended before its time: stopped by an alarm'],
    [59_000, 'held', 'every probe stayed within'],
    [62_000, 'held', 'every probe stayed within'],
  ] as const)('and had ended %d ms after it began is %s', async (afterMs, hypothesis, reason) => {
    const world = await openWorld({
      needs: 1,
      driver: (driver) => ({
        ...driver,
        undo: async (record) => ({
          ...(await driver.undo(record)),
          outcome: 'nothing-to-undo',
          ended: { atMs: (record.injectedAtMs ?? 0) + afterMs, how: 'stopped by an alarm' },
        }),
      }),
    });
    const runId = await world.start(anExperiment({ faults }));
    const { conclusion } = await world.concluded(runId);
    expect(conclusion).toMatchObject({ hypothesis, restoration: 'restored' });
    expect(conclusion.reasons.join()).toContain(reason);
  });
});

test('what is left behind keeps the run open, and pages when it stays', async () => {
  const world = await openWorld();
  const runId = await world.start(anExperiment());
  world.far.leave(runId, [{ what: 'a template', where: 'fis' }]);
  await world.until(runId, 'verifying');
  await world.clock.advance(25 * minute);
  expect((await world.look(runId)).state).not.toBe('closed');
  expect(world.notices.told.some(({ kind }) => kind === 'needs-human')).toBe(true);
  world.far.leave(runId, []);
  expect((await world.concluded(runId)).conclusion.restoration).toBe('restored');
});

test('the undo does not wait for the journal', async () => {
  let journalDown = false;
  const world = await openWorld({
    needs: 1,
    around: async ({ name, make }) => {
      if (name === 'journal.append' && journalDown) throw new ServiceUnavailable('the disk is full');
      return make();
    },
  });
  const runId = await world.start(anExperiment({ faults: [faultOn(1), faultOn(2)] }));
  await world.until(runId, 'observing');
  journalDown = true;
  await world.clock.advance(3 * minute);
  expect(world.stopped()).toEqual([]);
  expect((await world.look(runId)).state).not.toBe('closed');
  journalDown = false;
  expect((await world.concluded(runId)).conclusion.restoration).toBe('restored');
});

test('an inject that may land late is waited for before the world is read', async () => {
  const world = await openWorld({
    lateEffectMs: 30_000,
    driver: (driver) => ({
      ...driver,
      fence: async () => undefined,
      inject: async (record) => {
        world.clock.at(world.clock.now() + 20_000, () => void driver.inject(record));
        throw new Error('no answer');
      },
    }),
  });
  const runId = await world.start(anExperiment());
  const { conclusion } = await world.concluded(runId);
  expect(world.far.injected).toHaveLength(1);
  expect(world.stopped()).toEqual([]);
  expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'restored' });
});
