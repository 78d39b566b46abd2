import { expect, test } from 'vitest';
import { leaseKeys } from '../../../core/plan.ts';
import { signalRun } from '../../../core/protocol/signal.ts';
import { anExperiment, faultOn } from '../../support/an-experiment.ts';
import { openWorld, type World } from '../../support/world.ts';

const states = [
  'plan-run',
  'request-approval',
  'commit-run',
  'check-steady-state',
  'arm-deadman',
  'inject-faults',
  'observe-run',
  'revert-faults',
  'verify-restored',
  'await-recovery',
  'conclude-run',
] as const;

const again = (world: World, name: string, runId: string) =>
  world.main.invoke(name, { runId, token: 'gone' }).catch(() => undefined);

test.each(states)('a repeat of %s that comes after the run is closed changes nothing', async (name) => {
  const world = await openWorld();
  const runId = await world.start(anExperiment());
  const { conclusion } = await world.concluded(runId);
  const faults = await world.faultsOf(runId);
  await again(world, name, runId);
  await world.clock.advance(6 * 60_000);
  expect(await world.look(runId)).toMatchObject({ state: 'closed', conclusion });
  expect((await world.faultsOf(runId)).map(({ state }) => state)).toEqual(faults.map(({ state }) => state));
  expect(world.far.injected).toHaveLength(1);
  expect(world.stopped()).toEqual([]);
  expect(await world.leases.list()).toEqual([]);
  expect(world.deadMan.firesAtMs(runId)).toBeUndefined();
});

const early = ['plan-run', 'commit-run', 'check-steady-state', 'arm-deadman', 'inject-faults'] as const;

test.each(early)('a repeat of %s in the middle of the faults takes nothing from the run', async (name) => {
  const world = await openWorld();
  const experiment = anExperiment({ faults: [faultOn(1)] });
  const runId = await world.start(experiment);
  await world.until(runId, 'observing');
  world.incidents.set('pager', true);
  const { plan, deadlineMs } = await world.look(runId);
  const [{ before } = { before: undefined }] = await world.faultsOf(runId);
  await again(world, name, runId);
  expect((await world.look(runId)).deadlineMs).toBe(deadlineMs);
  expect((await world.faultsOf(runId))[0]?.before).toEqual(before);
  const held = (await world.leases.list()).filter(({ holder }) => holder === runId).map(({ key }) => key);
  expect(held.sort()).toEqual(plan && [...leaseKeys(plan, experiment)].sort());
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ restoration: 'restored' });
  expect(world.far.injected).toHaveLength(1);
});

test.each([...early, 'observe-run', 'request-approval'] as const)(
  'a repeat of %s after the run was stopped injects nothing',
  async (name) => {
    const world = await openWorld({ needs: 1 });
    const later = { startAfterMs: 60_000 };
    const runId = await world.start(anExperiment({ faults: [faultOn(1), faultOn(2, later)] }));
    await world.until(runId, 'observing');
    const signal = { kind: 'person', atMs: world.clock.now(), actor: 'ben', reason: 'enough' } as const;
    await signalRun(world.main.ports, runId, signal);
    await world.clock.advance(90_000);
    await again(world, name, runId);
    expect(world.far.injected).toHaveLength(1);
    expect((await world.faultsOf(runId)).map(({ state }) => state)).toEqual(['verified', 'armed']);
    expect((await world.concluded(runId)).conclusion.restoration).toBe('restored');
  },
);

test('an inject that froze before its effect and wakes after the stop finds the fence', async () => {
  let wake: () => void = () => undefined;
  const world = await openWorld({
    needs: 1,
    around: async ({ name, make }) => {
      if (name === 'faults.inject' && world.far.injected.length === 1)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      return make();
    },
  });
  const runId = await world.start(anExperiment({ faults: [faultOn(1), faultOn(2)] }));
  await world.when(async () => world.far.injected.length === 1);
  await world.clock.advance(200_000);
  expect(world.stopped()).toEqual([]);
  wake();
  await world.clock.advance(60_000);
  expect(world.far.injected).toHaveLength(1);
  expect(world.stopped()).toEqual([]);
  expect((await world.concluded(runId)).conclusion).toMatchObject({ hypothesis: 'untested' });
});
