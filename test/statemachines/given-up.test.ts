import { expect, test } from 'vitest';
import { ServiceUnavailable } from '../../core/errors.ts';
import type { FaultDriver } from '../../core/ports.ts';
import { anExperiment, errorsAlarm } from '../support/an-experiment.ts';
import { reachable, statesOf, tasksOf, waysOf } from '../support/machine-graph.ts';
import { executionsOn } from '../support/process.ts';
import { openWorld, type World } from '../support/world.ts';

const minute = 60_000;
const experiment = anExperiment({ steadyState: { holdForMs: 30_000, probes: [errorsAlarm] } });

const refusesToUndo = (driver: FaultDriver): FaultDriver => ({
  ...driver,
  undo: () => Promise.reject(new ServiceUnavailable('throttled')),
});
const neverShowsIt = (driver: FaultDriver): FaultDriver => ({
  ...driver,
  verify: async () => ({ restored: false, drifted: false, seen: 'not back' }),
});

test.each([
  { from: 'Revert', driver: refusesToUndo },
  { from: 'VerifyRestored', driver: neverShowsIt },
])('the conclusion that follows a failed $from closes nothing and pages', async ({ from, driver }) => {
  // Nobody helps from outside: what is seen is the machine alone.
  const world = await openWorld({ driver, reconciling: false, deadMan: false });
  const runId = await world.start(experiment);
  await world.clock.advance(45 * minute);
  expect(world.entered(runId).slice(-2)).toEqual([from, 'Conclude']);
  expect(world.main.engine.describeExecution(runId)).toMatchObject({ status: 'FAILED', error: 'NeedsHuman' });
  expect(await world.look(runId)).toMatchObject({ conclusion: { restoration: 'unverified', exitCode: 5 } });
  expect((await world.look(runId)).state).not.toBe('closed');
  expect((await world.leases.list()).map(({ holder }) => holder)).toContain(runId);
  expect(world.deadMan.firesAtMs(runId)).toBeDefined();
  expect(world.notices.told.map(({ kind }) => kind)).toContain('needs-human');
});

const whileAFaultMayBeLive = [...reachable(waysOf(statesOf('experiment')), 'Inject')];
const tasks = new Set(tasksOf('experiment').map(([name]) => name));

/** Runs until a state's function makes its first call, and ends the execution there as nothing could catch it. */
const cutShortAt = async (
  state: string,
  home: { reconciling: boolean; deadMan: boolean },
): Promise<World> => {
  let started = false;
  let cut = false;
  const world: World = await openWorld({
    ...home,
    around: async ({ make }) => {
      if (started && !cut && (await executionIsAt(world, state))) {
        cut = true;
        world.main.engine.stopExecution('r', { error: 'States.Runtime' });
      }
      return make();
    },
  });
  started = true;
  await world.start(experiment, 'r');
  await world.when(async () => cut);
  return world;
};

const executionIsAt = async ({ main, entered }: World, state: string) =>
  (await executionsOn(main.engine).status('r')) === 'RUNNING' && entered('r').at(-1) === state;

test.each(whileAFaultMayBeLive.filter((name) => tasks.has(name)))(
  'an execution that ends at %s, as no Catch can prevent, is brought home from outside, by either way',
  async (state) => {
    for (const reconciling of [true, false]) {
      const world = await cutShortAt(state, { reconciling, deadMan: !reconciling });
      const { conclusion } = await world.concluded('r');
      expect(conclusion.restoration).toBe('restored');
      expect(world.stopped()).toEqual([]);
      expect(world.deadMan.firesAtMs('r')).toBeUndefined();
    }
  },
);
