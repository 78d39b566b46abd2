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

test('a breach stops the run at once, and the recovery is measured', async () => {
  const world = await openWorld({ needs: 3 });
  const { conclusion } = await world.concluded(await world.start(anExperiment()));
  expect(conclusion).toMatchObject({
    ...{ hypothesis: 'failed', restoration: 'restored', exitCode: 3 },
    measures: { firstSeenBy: 'shop', detectionMs: 2_000, stopMs: 0, recoveryMs: 980, outageMs: 1_000 },
  });
});
