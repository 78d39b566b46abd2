/**
 * R7: the undo needs a component that is gone or out of reach.
 * chaos-mesh #4311 (no daemon on the node), chaosblade-operator #164 (its program is missing), DataDog
 * chaos-controller PR #211 (the cleanup pod cannot be scheduled), chaos-mesh #3618 (the tool is uninstalled first).
 */
import { expect, test } from 'vitest';
import { NotFound, ServiceUnavailable } from '../../../../core/errors.ts';
import type { FaultDriver } from '../../../../core/ports.ts';
import { anExperiment, faultOn } from '../../../support/an-experiment.ts';
import type { Around } from '../../../support/interfere.ts';
import { executionsSeenFrom, type Process, startProcess } from '../../../support/process.ts';
import { openWorld, type World } from '../../../support/world.ts';
import { atRest, pages, replaceReconciler, restOf } from './at-rest.ts';

const minute = 60_000;
const experiment = anExperiment({ faults: [faultOn(1), faultOn(2)] });

test('the dead man undoes with the store gone, and the run is closed when the store is back', async () => {
  const store = { isGone: true };
  const world = await openWorld({ needs: 1, reconciling: false });
  const runId = await world.start(experiment);
  await world.until(runId, 'observing');
  world.main.die();
  world.replaceDeadMan(
    startProcess(world.shop, 'dead-man-2', {
      executions: executionsSeenFrom(world.main),
      around: async ({ name, make }) => {
        if (store.isGone && !/^(faults|notices)\./.test(name)) throw new Error(`${name} is gone`);
        return make();
      },
    }),
  );
  await world.clock.advance(6 * minute);
  expect(world.stopped()).toEqual([]);
  expect(pages(world)).toBeGreaterThan(0);
  // What could not be written down is not claimed.
  expect(await world.look(runId)).toMatchObject({ state: 'observing' });
  expect((await world.faultsOf(runId)).map(({ state }) => state)).toEqual(['injected', 'injected']);
  expect(await world.leases.list()).not.toEqual([]);
  store.isGone = false;
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'untested', exitCode: 4 });
  expect(await restOf(world, runId)).toEqual(atRest);
});

/** Every call of the far end fails as long as it is out of reach. */
const outOfReach = (driver: FaultDriver, far: { isGone: boolean }): FaultDriver => {
  const reach = <Given extends readonly unknown[], Answer>(call: (...given: Given) => Promise<Answer>) => {
    return async (...given: Given): Promise<Answer> => {
      if (far.isGone) throw new ServiceUnavailable('no route to it');
      return call(...given);
    };
  };
  const { resolve, snapshot, inject, evidence, fence, undo, verify, residue } = driver;
  return {
    ...driver,
    ...{ resolve: reach(resolve), snapshot: reach(snapshot), inject: reach(inject), fence: reach(fence) },
    ...{ evidence: reach(evidence), undo: reach(undo), verify: reach(verify), residue: reach(residue) },
  };
};

const homes: Readonly<Record<string, (world: World) => unknown>> = {
  'the state machine alone': ({ switches }) => {
    switches.reconciling = false;
  },
  'the reconciler': (world) => {
    world.main.die();
    replaceReconciler(world);
  },
  'the dead man': (world) => {
    world.main.die();
    world.switches.reconciling = false;
  },
};

test.for(Object.entries(homes))(
  'a far end that is out of reach for ten minutes is undone by %s when it can be reached again',
  async ([home, leaveItTo]) => {
    const far = { isGone: false };
    const world = await openWorld({
      ...{ needs: 1, deadMan: home !== 'the state machine alone' },
      driver: (driver) => outOfReach(driver, far),
    });
    const runId = await world.start(experiment);
    await world.until(runId, 'observing');
    far.isGone = true;
    leaveItTo(world);
    await world.clock.advance(10 * minute);
    expect(world.stopped()).toHaveLength(2);
    expect(await world.look(runId)).not.toMatchObject({ state: 'closed' });
    expect((await world.faultsOf(runId)).map(({ state }) => state)).toEqual(['injected', 'injected']);
    expect(await restOf(world, runId)).toMatchObject({ isArmed: true });
    far.isGone = false;
    await world.clock.advance(2 * minute);
    expect(world.stopped()).toEqual([]);
    await world.concluded(runId);
    expect(await restOf(world, runId)).toEqual(atRest);
  },
);

/** A new version that does not know the faults of the one before. */
const newVersion = (world: World, actor: string, faults: readonly FaultDriver[]): Process =>
  startProcess({ ...world.shop, faults: [...faults] }, actor, {
    executions: executionsSeenFrom(world.main),
  });

test('a version without the driver claims nothing and pages; one that has it again takes the run home', async () => {
  const world = await openWorld({ needs: 1 });
  const runId = await world.start(experiment);
  await world.until(runId, 'observing');
  world.main.die();
  world.handOver(newVersion(world, 'without', []));
  world.replaceDeadMan(newVersion(world, 'dead-man-without', []));
  await world.clock.advance(30 * minute);
  expect(world.stopped()).toHaveLength(2);
  expect(pages(world)).toBeGreaterThan(0);
  expect(world.notices.told.at(-1)?.text).toContain('not verified restored');
  expect(await restOf(world, runId)).toMatchObject({ restoration: 'unverified', isArmed: true });
  expect((await world.faultsOf(runId)).map(({ state }) => state)).toEqual(['injected', 'injected']);
  expect(await world.leases.list()).not.toEqual([]);
  world.handOver(newVersion(world, 'with', world.shop.faults));
  await world.clock.advance(2 * minute);
  expect(world.stopped()).toEqual([]);
  await world.concluded(runId);
  expect(await restOf(world, runId)).toEqual(atRest);
});

test('what somebody has put right by hand is not called restored by a version that cannot read it', async () => {
  const world = await openWorld({ needs: 1, deadMan: false });
  const runId = await world.start(experiment);
  await world.until(runId, 'observing');
  world.main.die();
  for (const { target } of world.stopped()) world.targets.start(target.arn);
  world.handOver(newVersion(world, 'without', []));
  await world.clock.advance(30 * minute);
  expect(await restOf(world, runId)).toMatchObject({ restoration: 'unverified', isArmed: true });
  expect(pages(world)).toBeGreaterThan(0);
});

test('the undo does not need the document, which is gone', async () => {
  const document = { isGone: false };
  const around: Around = async ({ name, make }) => {
    if (document.isGone && name === 'experiments.get') throw new NotFound('it is not in the store');
    return make();
  };
  const world = await openWorld({ needs: 1, around });
  const runId = await world.start(experiment);
  await world.until(runId, 'observing');
  document.isGone = true;
  const executions = executionsSeenFrom(world.main);
  world.replaceDeadMan(startProcess(world.shop, 'dead-man-2', { around, executions }));
  await world.clock.advance(3 * minute);
  expect(world.stopped()).toEqual([]);
  expect((await world.look(runId)).state).not.toBe('closed');
  await world.clock.advance(7 * minute);
  expect(pages(world)).toBeGreaterThan(0);
  document.isGone = false;
  await world.concluded(runId);
  expect(await restOf(world, runId)).toEqual(atRest);
});
