import { expect, test } from 'vitest';
import { concludeLost } from '../../../core/protocol/conclude-lost.ts';
import { anExperiment } from '../../support/an-experiment.ts';
import { openWorld } from '../../support/world.ts';

test.each([
  ['observing', 'unverified', 5],
  ['checking', 'nothing-injected', 4],
] as const)(
  'a run whose whole world is gone while %s is closed as %s',
  async (state, restoration, exitCode) => {
    const world = await openWorld({ reconciling: false, deadMan: false });
    const runId = await world.start(anExperiment());
    await world.until(runId, state);
    world.main.die();
    for (const { target } of world.stopped()) world.targets.start(target.arn); // a new world has its own
    const conclusion = await concludeLost({ ...world.shop, actor: 'test' }, runId, 'the lab is gone');
    expect(conclusion).toMatchObject({
      hypothesis: 'untested',
      restoration,
      exitCode,
      reasons: ['the lab is gone'],
    });
    expect((await world.look(runId)).state).toBe('closed');
    expect(await world.leases.list()).toEqual([]);
  },
);
