/**
 * Stopped twice, by two people or by one who is impatient: the first stop counts, the second is harmless, whenever it
 * comes. From the list of regression tests that the bugs of R1 to R9 ask for.
 */
import { expect, test } from 'vitest';
import { signalRun } from '../../../../core/protocol/signal.ts';
import type { FaultRecord } from '../../../../core/run.ts';
import { anExperiment, faultOn } from '../../../support/an-experiment.ts';
import { openWorld, type World } from '../../../support/world.ts';
import { atRest, restOf, stopBy } from './at-rest.ts';

const minute = 60_000;
const second = 1_000;
const experiment = anExperiment({ faults: [faultOn(1), faultOn(2)] });

const stop = (world: World, actor: string) => signalRun(world.main.ports, 'r', stopBy(world, actor));

/** A run in the middle of its faults, whose undos take ten seconds each. */
const faulted = async () => {
  const undone: FaultRecord[] = [];
  const world: World = await openWorld({
    needs: 1,
    driver: (driver) => ({
      ...driver,
      undo: async (record) => {
        await world.clock.sleep(10 * second);
        undone.push(record);
        return driver.undo(record);
      },
    }),
  });
  await world.start(experiment, 'r');
  await world.until('r', 'observing');
  await world.clock.advance(20 * second);
  return { world, undone };
};

/** When the second stop comes, after the first. */
const moments: Readonly<Record<string, (world: World) => Promise<void>>> = {
  'right after it': async () => undefined,
  'in the middle of the undo': ({ clock }) => clock.advance(15 * second),
  'while the recovery is awaited': (world) => world.until('r', 'recovering'),
  'after the close': async (world) => void (await world.concluded('r')),
};

test.for(Object.entries(moments))('a second stop %s changes nothing', async ([, come]) => {
  const { world, undone } = await faulted();
  const revertingAtMs = world.clock.now();
  expect(await stop(world, 'ben')).toBe(true);
  await come(world);
  expect(await stop(world, 'eve')).toBe(false);
  expect(await stop(world, 'ben')).toBe(false);
  const { conclusion } = await world.concluded('r');
  expect(conclusion.reasons).toEqual(['stopped by ben: enough']);
  expect(await world.look('r')).toMatchObject({ epoch: 1, revertingAtMs, signal: { actor: 'ben' } });
  expect(undone.map(({ name }) => name)).toEqual(['stop-2', 'stop-1']);
  const journal = await world.journal.read('r');
  expect(journal.filter(({ kind }) => kind === 'signal').map(({ actor }) => actor)).toEqual(['ben']);
  await world.clock.advance(10 * minute);
  expect(await world.look('r')).toMatchObject({ state: 'closed', conclusion });
  expect(await restOf(world, 'r')).toEqual(atRest);
});

test('of two stops at the same moment exactly one is told that it stopped the run', async () => {
  const { world } = await faulted();
  const answers = await Promise.all([stop(world, 'ben'), stop(world, 'eve')]);
  expect(answers.toSorted()).toEqual([false, true]);
  await world.concluded('r');
  expect((await world.kinds('r')).filter((kind) => kind === 'signal')).toHaveLength(1);
  expect(await restOf(world, 'r')).toEqual(atRest);
});
