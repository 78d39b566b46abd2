/**
 * R2: what the target was like is looked up when it is to be put back, and then it is no longer to be seen.
 * litmus-go `ebs-loss.go` reads the attachments of a volume that was just detached; aws-fis-workshop PR #291 stored no
 * value to go back to.
 */
import { expect, test } from 'vitest';
import { NotFound } from '../../../../core/errors.ts';
import type { FaultRecord } from '../../../../core/run.ts';
import { anExperiment, faultOn, instanceArn } from '../../../support/an-experiment.ts';
import { startProcess } from '../../../support/process.ts';
import { openWorld, type World } from '../../../support/world.ts';
import { atRest, replaceReconciler, restOf } from './at-rest.ts';

/** A world in which nothing can be described any more as soon as something is faulted, and what it was asked for. */
const undescribable = async () => {
  const snapshots: string[] = [];
  const undone: FaultRecord[] = [];
  const world: World = await openWorld({
    needs: 1,
    driver: (driver) => ({
      ...driver,
      snapshot: async (fault) => {
        snapshots.push(fault.name);
        if (world.far.injected.length > 0) throw new NotFound('it has no attachment 0');
        return driver.snapshot(fault);
      },
      resolve: async (fault) => {
        if (world.far.injected.length > 1) throw new NotFound('it cannot be listed');
        return driver.resolve(fault);
      },
      undo: async (record) => {
        undone.push(record);
        return driver.undo(record);
      },
    }),
  });
  return { world, snapshots, undone };
};

const withoutStore = (world: World) =>
  startProcess(world.shop, 'dead-man-2', {
    around: async ({ name, make }) => {
      if (!name.startsWith('faults')) throw new Error(`${name} is gone`);
      return make();
    },
  });

const ways: Readonly<Record<string, (world: World) => unknown>> = {
  'the state machine': ({ switches }) => {
    switches.reconciling = false;
  },
  'the reconciler': (world) => {
    world.main.die();
    replaceReconciler(world);
  },
  'the dead man': ({ main, switches }) => {
    main.die();
    switches.reconciling = false;
  },
  'the dead man without the store': (world) => {
    world.main.die();
    world.switches.reconciling = false;
    world.replaceDeadMan(withoutStore(world));
  },
};

test.for(Object.entries(ways))(
  'the undo by %s uses what was stored before the fault, and looks nothing up',
  async ([, leaveItTo]) => {
    const { world, snapshots, undone } = await undescribable();
    const runId = await world.start(anExperiment({ faults: [faultOn(1), faultOn(2)] }));
    await world.until(runId, 'observing');
    const stored = (await world.faultsOf(runId)).map(({ before }) => before);
    expect(stored).toEqual([1, 2].map((number) => ({ [instanceArn(number)]: { state: 'running' } })));
    await leaveItTo(world);
    await world.clock.advance(7 * 60_000);
    expect(world.stopped()).toEqual([]);
    expect(snapshots).toEqual(['stop-1', 'stop-2']);
    expect(undone.slice(0, 2).map(({ before }) => before)).toEqual(stored.toReversed());
  },
);

test('a target that is back before its revert is left alone, and nothing has to be looked up for that', async () => {
  const { world, snapshots } = await undescribable();
  const runId = await world.start(anExperiment({ faults: [faultOn(1)] }));
  await world.until(runId, 'observing');
  await world.clock.advance(30_000);
  world.targets.start(instanceArn(1));
  const startedAtMs = world.targets.get(instanceArn(1))?.processStartedAtMs;
  await world.concluded(runId);
  expect(world.targets.get(instanceArn(1))?.processStartedAtMs).toBe(startedAtMs);
  expect(snapshots).toEqual(['stop-1']);
  expect(await restOf(world, runId)).toEqual(atRest);
});
