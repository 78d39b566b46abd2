/**
 * R9: an injection that was made in part, wrongly or twice leaves what its own undo cannot remove.
 * chaos-mesh #2521, chaosblade-operator #27, chaosd #178 ("chain already exists"), DataDog chaos-controller PR #342 and
 * #240.
 */
import { expect, test } from 'vitest';
import { InjectionRefused, ServiceUnavailable } from '../../../../core/errors.ts';
import type { FaultDriver } from '../../../../core/ports.ts';
import { anExperiment, faultOn, instanceArn } from '../../../support/an-experiment.ts';
import { openWorld, type World } from '../../../support/world.ts';
import { atRest, replaceReconciler, restOf } from './at-rest.ts';

const minute = 60_000;
const second = 1_000;

const { targets } = faultOn(1);
const both = faultOn(1, {
  name: 'stop-both',
  targets: { ...targets, arns: [instanceArn(1), instanceArn(2)] },
});

/** Hits the first target of each fault and fails in this way, each time it is asked. */
const hitsHalf =
  (world: () => World, fail: () => Promise<void>, asked: string[] = []) =>
  (driver: FaultDriver): FaultDriver => ({
    ...driver,
    inject: async (record) => {
      asked.push(record.name);
      const [first] = record.targets;
      if (first && world().targets.get(first.arn)?.state === 'running') world().targets.stop(first.arn);
      await fail();
    },
  });

const failing = (failure: () => Error) => async () => {
  throw failure();
};

const failures: Readonly<Record<string, () => Promise<void>>> = {
  'fails for now': failing(() => new ServiceUnavailable('throttled')),
  'fails for good': failing(() => new Error('it broke')),
  'never answers': () => new Promise(() => undefined),
};

test.for(Object.entries(failures))(
  'an injection that hits one of two targets and then %s is undone on that one',
  async ([, fail]) => {
    const asked: string[] = [];
    const world: World = await openWorld({
      ...{ needs: 1, reconciling: false, deadMan: false },
      driver: hitsHalf(() => world, fail, asked),
    });
    const runId = await world.start(anExperiment({ faults: [both] }));
    await world.when(async () => asked.length > 0);
    await world.clock.advance(minute + 15 * second);
    expect(world.stopped()).toEqual([]);
    const { conclusion } = await world.concluded(runId);
    expect(conclusion).toMatchObject({ hypothesis: 'untested', exitCode: 4 });
    expect(await restOf(world, runId)).toEqual(atRest);
  },
);

test('of a fault that hit one of two targets, the other was never stopped nor started', async () => {
  const world: World = await openWorld({
    needs: 1,
    driver: hitsHalf(() => world, failures['fails for good'] ?? failing(() => new Error())),
  });
  const upSinceMs = world.targets.get(instanceArn(2))?.processStartedAtMs;
  await world.concluded(await world.start(anExperiment({ faults: [both] })));
  expect(world.targets.get(instanceArn(2))?.processStartedAtMs).toBe(upSinceMs);
});

/** The answer to an injection is lost, in these ways. */
const losses: Readonly<Record<string, (world: World) => Promise<void>>> = {
  'in a failure that may pass': failing(() => new ServiceUnavailable('no answer')),
  'in a failure that will not pass': failing(() => new Error('connection reset')),
  'in silence': () => new Promise(() => undefined),
  'with the process': async (world) => {
    world.main.die();
    replaceReconciler(world);
  },
};

test.for(Object.entries(losses))(
  'an injection whose answer is lost %s took effect once, and is undone',
  async ([, lose]) => {
    let calls = 0;
    const world: World = await openWorld({
      needs: 1,
      driver: (driver) => ({
        ...driver,
        inject: async (record) => {
          calls += 1;
          await driver.inject(record);
          if (calls === 1) await lose(world);
        },
      }),
    });
    const runId = await world.start(anExperiment({ faults: [both] }));
    await world.when(async () => world.far.injected.length > 0);
    await world.concluded(runId);
    expect(world.far.injected).toEqual([`${runId}/0`]);
    expect(await restOf(world, runId)).toEqual(atRest);
  },
);

/** What a slow far end does with a repeat, and how late it answers a call that took effect. */
const repeats = [
  ['answers as before', { refuses: [], answersAfterMs: 0 }],
  ['refuses the repeat of the first', { refuses: [0], answersAfterMs: 0 }],
  ['refuses the repeat of the second', { refuses: [1], answersAfterMs: 0 }],
  ['refuses the repeat of the second before it answers', { refuses: [1], answersAfterMs: 12 * second }],
] as const;

test.for(repeats)(
  'injections that are asked for twice at once are one fault each, and are undone, when the far end %s',
  async ([, { refuses, answersAfterMs }]) => {
    const tokens: string[] = [];
    const taken = new Set<string>();
    const world: World = await openWorld({
      ...{ needs: 1, reconciling: false, deadMan: false },
      driver: (driver) => ({
        ...driver,
        inject: async (record) => {
          tokens.push(record.token);
          await world.clock.sleep(4 * second);
          if (taken.has(record.token) && refuses.some((ordinal) => ordinal === record.ordinal))
            throw new InjectionRefused('it is stopped already');
          taken.add(record.token);
          await driver.inject(record);
          if (record.ordinal === 1) await world.clock.sleep(answersAfterMs);
        },
      }),
    });
    const runId = await world.start(anExperiment({ faults: [faultOn(1), faultOn(2)] }));
    await world.when(async () => tokens.length === 1);
    await world.clock.advance(2 * second);
    // Lambda may deliver an invocation twice.
    const again = Promise.allSettled([world.main.invoke('inject-faults', { runId })]);
    await world.concluded(runId);
    await again;
    expect(tokens.length).toBeGreaterThan(2);
    expect([...new Set(tokens)]).toEqual([`${runId}/0`, `${runId}/1`]);
    expect(world.far.injected).toHaveLength(2);
    expect((await world.faultsOf(runId)).map(({ state }) => state)).toEqual(['verified', 'verified']);
    expect(await restOf(world, runId)).toEqual(atRest);
  },
);
