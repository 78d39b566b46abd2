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

/** Two faults that are present, in a world in which nothing can be described any more; and what it is asked for. */
const undescribable = async () => {
  const far = { isHidden: false };
  const lookedUp: string[] = [];
  const undone: FaultRecord[] = [];
  const lookUp = async <Answer>(what: string, call: () => Promise<Answer>): Promise<Answer> => {
    if (!far.isHidden) return call();
    lookedUp.push(what);
    throw new NotFound('it has no attachment 0');
  };
  const world: World = await openWorld({
    needs: 1,
    driver: (driver) => ({
      ...driver,
      snapshot: (fault) => lookUp(`the image of ${fault.name}`, () => driver.snapshot(fault)),
      resolve: (fault) => lookUp(`the targets of ${fault.name}`, () => driver.resolve(fault)),
      undo: async (record) => {
        undone.push(record);
        return driver.undo(record);
      },
    }),
  });
  const runId = await world.start(anExperiment({ faults: [faultOn(1), faultOn(2)] }));
  await world.until(runId, 'observing');
  far.isHidden = true;
  return { world, runId, lookedUp, undone };
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
    const { world, runId, lookedUp, undone } = await undescribable();
    const stored = (await world.faultsOf(runId)).map(({ before }) => before);
    expect(stored).toEqual([1, 2].map((number) => ({ [instanceArn(number)]: { state: 'running' } })));
    await leaveItTo(world);
    await world.clock.advance(7 * 60_000);
    expect(world.stopped()).toEqual([]);
    expect(lookedUp).toEqual([]);
    expect(undone.slice(0, 2).map(({ before }) => before)).toEqual(stored.toReversed());
  },
);

test('a target that is back before its revert is left alone, and nothing has to be looked up for that', async () => {
  const { world, runId, lookedUp } = await undescribable();
  await world.clock.advance(30_000);
  world.targets.start(instanceArn(1));
  const startedAtMs = world.targets.get(instanceArn(1))?.processStartedAtMs;
  await world.clock.advance(5 * 60_000);
  expect(world.targets.get(instanceArn(1))?.processStartedAtMs).toBe(startedAtMs);
  expect(lookedUp).toEqual([]);
  expect(await restOf(world, runId)).toEqual(atRest);
});
