/**
 * A stop while the run waits for its approval: an approval that comes at the same time, or later, revives nothing.
 * From the list of regression tests that the bugs of R1 to R9 ask for.
 */
import { expect, test } from 'vitest';
import { ServiceUnavailable } from '../../../../core/errors.ts';
import { decideApproval } from '../../../../core/protocol/approval.ts';
import { signalRun } from '../../../../core/protocol/signal.ts';
import { anExperiment } from '../../../support/an-experiment.ts';
import type { Around } from '../../../support/interfere.ts';
import { openWorld, type World } from '../../../support/world.ts';
import { atRest, restOf, stopBy } from './at-rest.ts';

const minute = 60_000;
const asking = anExperiment({ approval: { required: true, timeoutMs: 60 * minute } });

const waiting = async (around?: Around): Promise<World> => {
  const world = await openWorld({
    // A far end that refuses nothing by itself, so that only the run's own state holds the fault back.
    driver: (driver) => ({ ...driver, fence: async () => undefined }),
    ...(around && { around }),
  });
  await world.start(asking, 'r');
  await world.until('r', 'awaiting-approval');
  await world.clock.advance(minute);
  return world;
};

const stop = (world: World) => signalRun(world.main.ports, 'r', stopBy(world, 'ben'));
const approve = (world: World) => decideApproval(world.main.ports, 'r', 'approved', 'eve');

/** A run that was stopped before anything was touched. */
const untouched = { ...atRest, restoration: 'nothing-injected' };
const byBen = {
  hypothesis: 'untested',
  exitCode: 4,
  reasons: ['stopped by ben: enough', 'no fault was injected'],
};

test('a stop ends the waiting at once, and an approval that comes after it is turned down', async () => {
  const world = await waiting();
  expect(await stop(world)).toBe(true);
  await expect(approve(world)).rejects.toThrow('not waiting for an approval');
  await world.clock.advance(1_000);
  expect((await world.look('r')).conclusion).toMatchObject(byBen);
  expect(await restOf(world, 'r')).toEqual(untouched);
  await expect(approve(world)).rejects.toThrow('it is closed');
  await world.clock.advance(10 * minute);
  expect(world.far.injected).toEqual([]);
  expect(world.entered('r')).not.toContain('Commit');
});

test('a stop after the approval, and before anybody has acted on it, wins', async () => {
  const world = await waiting();
  await approve(world);
  expect(await stop(world)).toBe(true);
  await world.concluded('r');
  expect((await world.look('r')).conclusion).toMatchObject(byBen);
  expect(world.far.injected).toEqual([]);
});

test.each(['the stop', 'the approval'])(
  'an approval and a stop at the same moment inject nothing when %s is the first to be asked',
  async (first) => {
    const world = await waiting();
    const both = first === 'the stop' ? [stop(world), approve(world)] : [approve(world), stop(world)];
    const answers = await Promise.allSettled([...both, world.main.invoke('reconcile', {})]);
    expect(answers.some((answer) => answer.status === 'fulfilled' && answer.value === true)).toBe(true);
    await world.concluded('r');
    expect((await world.look('r')).conclusion).toMatchObject(byBen);
    expect(world.far.injected).toEqual([]);
    expect(await restOf(world, 'r')).toEqual(untouched);
  },
);

test('a stop whose answer to the waiting state is lost is answered again', async () => {
  const losing = { is: true };
  const world = await waiting(async ({ name, make }) => {
    if (losing.is && name === 'executions.fail') throw new ServiceUnavailable('throttled');
    return make();
  });
  expect(await stop(world)).toBe(true);
  await world.clock.advance(2 * minute);
  expect((await world.look('r')).state).toBe('reverting');
  losing.is = false;
  await world.clock.advance(2 * minute);
  expect((await world.look('r')).conclusion).toMatchObject(byBen);
  expect(await restOf(world, 'r')).toEqual(untouched);
});

test('an approval that reaches the waiting state although a stop came after it starts nothing', async () => {
  const world = await waiting();
  const { ports } = world.main;
  await approve(world);
  const unheard = { ...ports, executions: { ...ports.executions, fail: async () => undefined } };
  await signalRun(unheard, 'r', stopBy(world, 'ben'));
  await world.concluded('r');
  expect(world.entered('r')).toContain('Commit');
  expect((await world.look('r')).conclusion).toMatchObject(byBen);
  expect(world.far.injected).toEqual([]);
  expect(await restOf(world, 'r')).toEqual(untouched);
});
