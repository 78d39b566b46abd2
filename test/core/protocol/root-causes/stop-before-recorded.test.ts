/**
 * A stop that comes before the start is recorded, or at any moment on the way to the first effect: it is never lost and
 * never claimed. From the list of regression tests that the bugs of R1 to R9 ask for.
 */
import { expect, test } from 'vitest';
import { NotFound } from '../../../../core/errors.ts';
import { signalRun } from '../../../../core/protocol/signal.ts';
import { anExperiment, errorsAlarm, faultOn } from '../../../support/an-experiment.ts';
import { openWorld, type World } from '../../../support/world.ts';
import { atRest, restOf, stopBy } from './at-rest.ts';

const minute = 60_000;
// Steady at once: nothing but the run's own calls lies between its start and its first effect.
const experiment = anExperiment({
  steadyState: { holdForMs: 1_000, probes: [errorsAlarm] },
  faults: [faultOn(1), faultOn(2)],
});

const stop = (world: World, actor = 'ben') => signalRun(world.main.ports, 'r', stopBy(world, actor));

test('a stop of what is not recorded yet is an error that says so, and can be given again', async () => {
  const world = await openWorld({ needs: 1 });
  await expect(stop(world)).rejects.toThrow(new NotFound('There is no run r'));
  expect(await world.journal.read('r')).toEqual([]);
  await world.start(experiment, 'r');
  expect(await stop(world)).toBe(true);
  const { conclusion } = await world.concluded('r');
  expect(conclusion).toMatchObject({ restoration: 'nothing-injected', exitCode: 4 });
  expect(world.far.injected).toEqual([]);
});

test('a lever that is pulled before the start is recorded holds the run back', async () => {
  const world = await openWorld({ needs: 1 });
  await world.levers.engage({ scope: 'global', by: 'ben', reason: 'sale', atMs: world.clock.now() });
  await world.start(experiment, 'r');
  const { conclusion } = await world.concluded('r');
  expect(conclusion).toMatchObject({ restoration: 'nothing-injected', exitCode: 6 });
  expect(world.far.injected).toEqual([]);
});

/** One run that a person stops right before its k-th call; what the stop was answered, and what is left. */
const stoppedAt = async (k: number) => {
  let calls = 0;
  let name: string | undefined;
  let answered: boolean | 'no such run' | undefined;
  let injectedBefore = 0;
  const world: World = await openWorld({
    ...{ needs: 1, warmUpMs: minute, reconciling: false, deadMan: false },
    around: async (call) => {
      const isOnItsWay = answered === undefined && world.far.injected.length < 2;
      if (isOnItsWay) calls += 1;
      if (isOnItsWay && calls === k) {
        ({ name } = call);
        injectedBefore = world.far.injected.length;
        // The caller of this call is not the one who stops: another process does.
        answered = await stop(world).catch(() => 'no such run' as const);
      }
      return call.make();
    },
  });
  const started = world.start(experiment, 'r').catch(() => undefined);
  await world.clock.advance(minute);
  await started;
  return { world, calls, name, answered, injectedBefore };
};

test('a stop right before any call up to the first effects leaves nothing behind', async () => {
  const { calls } = await stoppedAt(0);
  expect(calls).toBeGreaterThan(30);
  const effects = new Set<number>();
  for (let k = 1; k <= calls; k += 1) {
    const { world, name, answered, injectedBefore } = await stoppedAt(k);
    const at = `stopped at call ${k}, ${name}`;
    if (answered === 'no such run') {
      // Nobody was told that it had been stopped, so it may go on.
      expect(['experiments.put', 'runs.create'], at).toContain(name);
      continue;
    }
    expect(answered, at).toBe(true);
    // The call that was about to be made may be the effect itself: the far end refuses it.
    expect(world.far.injected, at).toHaveLength(injectedBefore);
    const restoration = injectedBefore > 0 ? 'restored' : 'nothing-injected';
    await world.concluded('r');
    expect(await restOf(world, 'r'), at).toEqual({ ...atRest, restoration });
    expect((await world.look('r')).conclusion, at).toMatchObject({ hypothesis: 'untested', exitCode: 4 });
    effects.add(injectedBefore);
  }
  expect(effects).toEqual(new Set([0, 1]));
});
