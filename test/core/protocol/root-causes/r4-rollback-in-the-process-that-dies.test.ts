/**
 * R4: what would have put things back was in the process that died.
 * pumba #147 (kill -9 leaves netem), krkn #760 and #916, krkn PR #137 (sleeps in the process between fault and undo),
 * litmus-go #239, litmus #1050.
 */
import { expect, test } from 'vitest';
import { ServiceUnavailable } from '../../../../core/errors.ts';
import { anExperiment, faultOn } from '../../../support/an-experiment.ts';
import { startProcess } from '../../../support/process.ts';
import { openWorld, type World, type WorldOptions } from '../../../support/world.ts';
import { atRest, replaceReconciler, restOf } from './at-rest.ts';

const minute = 60_000;
const experiment = anExperiment({ faults: [faultOn(1), faultOn(2)] });

/** When the process is killed; `needs: 1` for all, so that nothing but the kill ends the run. */
const moments: Readonly<Record<string, { readonly options?: WorldOptions; readonly come: Come }>> = {
  'between two faults': { come: (world) => world.when(async () => world.far.injected.length === 1) },
  'with the faults present': { come: (world, runId) => world.until(runId, 'observing') },
  'between two undos': {
    options: {
      driver: (driver) => {
        let calls = 0;
        const undo: typeof driver.undo = async (record) => {
          calls += 1;
          if (calls === 2) throw new ServiceUnavailable('throttled');
          return driver.undo(record);
        };
        return { ...driver, undo };
      },
    },
    come: async (world, runId) => {
      await world.until(runId, 'reverting');
      await world.when(async () => world.stopped().length === 1);
    },
  },
};

type Come = (world: World, runId: string) => Promise<void>;

const homes = ['the reconciler', 'the dead man'] as const;

const cases = Object.entries(moments).flatMap(([when, { options, come }]) =>
  homes.map((home) => [when, home, { needs: 1, ...options }, come] as const),
);

test.for(cases)(
  'a process that is killed %s is survived by %s alone',
  async ([when, home, options, come]) => {
    const world: World = await openWorld({
      ...options,
      ...{ reconciling: home === 'the reconciler', deadMan: home === 'the dead man' },
      around: async ({ name, make }) => {
        const answer = await make();
        if (when === 'between two faults' && name === 'faults.inject') world.main.die();
        return answer;
      },
    });
    const runId = await world.start(experiment);
    await come(world, runId);
    world.main.die();
    replaceReconciler(world);
    expect(world.stopped().length).toBeGreaterThan(0);
    await world.clock.advance(home === 'the reconciler' ? 2 * minute : 6 * minute);
    expect(world.stopped()).toEqual([]);
    const { conclusion } = await world.concluded(runId);
    expect(conclusion).toMatchObject({ hypothesis: 'untested', exitCode: 4 });
    expect(await restOf(world, runId)).toEqual(atRest);
  },
);

test('whoever comes to the rescue may be killed as well', async () => {
  const world = await openWorld({ needs: 1, deadMan: false });
  const runId = await world.start(experiment);
  await world.until(runId, 'observing');
  world.main.die();
  for (const [rescuer, lastCall] of [
    ['second', 'runs.update'],
    ['third', 'faults.undo'],
    ['fourth', 'faults.verify'],
  ] as const) {
    const next = startProcess(world.shop, rescuer, {
      around: async ({ name, make }) => {
        const answer = await make();
        if (name === lastCall) next.die();
        return answer;
      },
    });
    world.handOver(next);
    await world.clock.advance(2 * minute);
    expect(next.isAlive()).toBe(false);
    expect(['closed', 'recovering']).not.toContain((await world.look(runId)).state);
  }
  replaceReconciler(world);
  await world.concluded(runId);
  expect(await restOf(world, runId)).toEqual(atRest);
});
