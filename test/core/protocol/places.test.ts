import { expect, test } from 'vitest';
import { anExperiment, faultOn } from '../../support/an-experiment.ts';
import { openWorld, type World } from '../../support/world.ts';

const minute = 60_000;

const fis = (needed: number, free: number) => ({ pool: 'AWS FIS', needed, free });
const experimentOn = (n: number) => anExperiment({ faults: [faultOn(n)] });

/** A run, while others have all places. */
const waiting = async (world: World) => {
  world.places.demanded.push(fis(1, 0));
  const runId = await world.start(experimentOn(1));
  await world.clock.advance(3 * minute);
  expect(await world.look(runId)).toMatchObject({ state: 'planned', queuedAtMs: expect.any(Number) });
  return runId;
};

test('a run for which the far end has no place waits, and goes on as soon as there is one', async () => {
  const world = await openWorld({ needs: 1 });
  const runId = await waiting(world);
  world.places.demanded.splice(0, 1, fis(1, 1));
  const { conclusion } = await world.concluded(runId);
  expect(conclusion.hypothesis).toBe('held');
  expect((await world.kinds(runId)).filter((kind) => kind === 'queued')).toHaveLength(1);
});

test('a run that waits for a place is stopped like any other', async () => {
  const world = await openWorld({ needs: 1 });
  const runId = await waiting(world);
  await world.levers.engage({ scope: 'global', by: 'ben', reason: 'enough', atMs: world.clock.now() });
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'nothing-injected' });
});

test('a run that has waited for a quarter of an hour is refused, and lets go of its targets', async () => {
  const world = await openWorld({ needs: 1 });
  world.places.demanded.push(fis(1, 0));
  const startedAtMs = world.clock.now();
  const runId = await world.start(experimentOn(1));
  const { conclusion, refusal } = await world.concluded(runId);
  expect(refusal).toEqual({ guard: 'quota', reason: 'all places at AWS FIS are taken: the run needs 1' });
  expect(conclusion).toMatchObject({ exitCode: 6, restoration: 'nothing-injected' });
  expect(world.clock.now() - startedAtMs).toBeGreaterThanOrEqual(15 * minute);
  expect(await world.leases.list()).toEqual([]);
});

test('a run gets all the places that it needs or none, so that no two wait for each other', async () => {
  const world = await openWorld({ needs: 1 });
  world.places.demanded.push(fis(3, 5));
  await world.leases.acquire('another-run', ['place:AWS FIS/2']);
  const runId = await world.start(experimentOn(1));
  await world.when(async () => (await world.kinds(runId)).includes('queued'));
  const places = (await world.leases.list()).filter(({ key }) => key.startsWith('place:'));
  expect(places.map(({ holder }) => holder)).toEqual(['another-run']);
  world.places.demanded.splice(0, 1, fis(3, 6));
  expect((await world.concluded(runId)).conclusion.hypothesis).toBe('held');
});

test('places that cannot be counted are waited for, and nothing is injected', async () => {
  const world = await openWorld({ needs: 1 });
  world.places.demands = async () => {
    throw new Error('AccessDenied');
  };
  const { conclusion } = await world.concluded(await world.start(experimentOn(1)));
  expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'nothing-injected' });
});

test('what exceeds a limit of the far end whoever else is there is refused in the plan', async () => {
  const world = await openWorld({ needs: 1 });
  world.places.tooMuch.push('fault "stop-1" has 51 targets; FIS takes 50');
  const { refusal } = await world.concluded(await world.start(experimentOn(1)));
  expect(refusal).toEqual({ guard: 'quota', reason: 'fault "stop-1" has 51 targets; FIS takes 50' });
});
