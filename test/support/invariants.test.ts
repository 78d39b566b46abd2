import { expect, test } from 'vitest';
import { anExperiment, faultOn } from './an-experiment.ts';
import { openWorld } from './world.ts';

const experiment = anExperiment({ faults: [faultOn(1)] });

test('what a closed run had hit is not charged to it when another hits it', async () => {
  const world = await openWorld();
  const first = await world.start(experiment);
  await world.concluded(first);
  const second = await world.start(experiment);
  await world.until(second, 'observing');
  expect(world.stopped()).toHaveLength(1);
  await world.deadMan.disarm(first);
  await world.leases.release(first);
  expect(world.violations).toEqual([]);
  await world.concluded(second);
});
