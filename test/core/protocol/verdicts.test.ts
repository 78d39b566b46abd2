import { expect, test } from 'vitest';
import { anExperiment } from '../../support/an-experiment.ts';
import { openWorld } from '../../support/world.ts';

test('a hypothesis that holds is restored, and says so', async () => {
  const world = await openWorld({ needs: 2 });
  const { conclusion } = await world.concluded(await world.start(anExperiment()));
  expect(conclusion).toMatchObject({ hypothesis: 'held', restoration: 'restored', exitCode: 0 });
  expect(world.stopped()).toEqual([]);
  expect(await world.leases.list()).toEqual([]);
});
