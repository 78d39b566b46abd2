import { expect, test } from 'vitest';
import { anExperiment, faultOn } from './an-experiment.ts';
import { aRun } from './facts.ts';
import { heldToInvariants } from './invariants.ts';
import { openShop } from './shop.ts';
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

test('a run that is held though an alarm that it expected never went off is a violation', async () => {
  const shop = heldToInvariants(openShop());
  const goesOff = { alarm: 'shop-errors', withinMs: 60_000 };
  const ref = await shop.experiments.put(anExperiment({ expect: [goesOff] }));
  await shop.runs.create(aRun({ runId: 'lied', experiment: ref, state: 'recovering' }));
  const lie = {
    hypothesis: 'held',
    restoration: 'restored',
    reasons: [],
    measures: {},
    exitCode: 0,
  } as const;
  await shop.runs.update('lied', {}, { state: 'closed', conclusion: lie });
  expect(shop.violations).toEqual([
    'S12: lied was held though shop-errors did not go off in time',
    'S12: lied was held with an expectation that was not met',
  ]);
});
