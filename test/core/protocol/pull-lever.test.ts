import { expect, test } from 'vitest';
import { pullLever } from '../../../core/protocol/pull-lever.ts';
import { anExperiment, faultOn } from '../../support/an-experiment.ts';
import { openWorld } from '../../support/world.ts';

const experiment = anExperiment({ faults: [faultOn(1)] });

test.each([['global'], [`service:${experiment.owner}`], [`experiment:${experiment.name}`]])(
  '%s: what runs is stopped at once and put back, and nothing starts until it is released',
  async (scope) => {
    const world = await openWorld({ needs: 1, reconciling: false });
    const runId = await world.start(experiment);
    await world.until(runId, 'observing');

    const lever = { scope, by: 'ben', reason: 'an incident', atMs: world.clock.now() };
    expect(await pullLever(world.main.ports, lever)).toEqual([runId]);

    expect((await world.look(runId)).signal).toMatchObject({
      kind: 'lever',
      reason: `the ${scope} lever is engaged by ben: an incident`,
    });
    expect((await world.concluded(runId)).conclusion).toMatchObject({ restoration: 'restored', exitCode: 4 });
    const next = await world.concluded(await world.start(experiment));
    expect(next.refusal?.guard).toBe('lever');
    await world.levers.release(scope);
    expect((await world.concluded(await world.start(experiment))).conclusion.hypothesis).toBe('held');
  },
);

test('what another lever is about goes on', async () => {
  const world = await openWorld({ needs: 1 });
  const runId = await world.start(experiment);
  await world.until(runId, 'observing');
  const lever = { scope: 'experiment:another', by: 'ben', reason: 'no', atMs: world.clock.now() };
  expect(await pullLever(world.main.ports, lever)).toEqual([]);
  expect((await world.concluded(runId)).conclusion.hypothesis).toBe('held');
});

test('a run whose document cannot be read may be meant, and is stopped', async () => {
  const world = await openWorld({ needs: 1 });
  const runId = await world.start(experiment);
  await world.until(runId, 'observing');
  const { ports } = world.main;
  const get = async () => {
    throw new Error('AccessDenied');
  };
  const lever = { scope: 'experiment:another', by: 'ben', reason: 'no', atMs: world.clock.now() };
  expect(await pullLever({ ...ports, experiments: { ...ports.experiments, get } }, lever)).toEqual([runId]);
});

test('the lever holds also when what runs cannot be listed', async () => {
  const world = await openWorld({ needs: 1 });
  const { ports } = world.main;
  const open = async () => {
    throw new Error('throttled');
  };
  const lever = { scope: 'global', by: 'ben', reason: 'an incident', atMs: world.clock.now() };
  await expect(pullLever({ ...ports, runs: { ...ports.runs, open } }, lever)).rejects.toThrow('throttled');
  expect(await world.levers.engaged(['global'])).toEqual([lever]);
});
