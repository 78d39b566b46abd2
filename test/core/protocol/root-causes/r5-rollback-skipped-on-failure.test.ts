/**
 * R5: the rollback is a step of the happy path, and is skipped when the experiment fails or is interrupted.
 * chaostoolkit #195 and #258, chaostoolkit-lib #189, #190 and #133; its default strategy does so still.
 */
import { expect, test } from 'vitest';
import { InjectionRefused, ServiceUnavailable } from '../../../../core/errors.ts';
import type { FaultDriver } from '../../../../core/ports.ts';
import { signalRun } from '../../../../core/protocol/signal.ts';
import { anExperiment, faultOn } from '../../../support/an-experiment.ts';
import type { Around } from '../../../support/interfere.ts';
import { openWorld, type World } from '../../../support/world.ts';
import { atRest, restOf, stopBy } from './at-rest.ts';

const minute = 60_000;
const experiment = anExperiment({ faults: [faultOn(1), faultOn(2)] });

/** The second fault fails in its way; the first one is present by then. */
const secondFails =
  (how: (inject: () => Promise<void>) => Promise<void>) =>
  (driver: FaultDriver): FaultDriver => ({
    ...driver,
    inject: (record) => (record.name === 'stop-2' ? how(() => driver.inject(record)) : driver.inject(record)),
  });

const throws = (failure: () => Error) => async () => {
  throw failure();
};

/** A call that fails from the moment in which faults are present, as often as it is made before the revert. */
const failsWhenFaulted =
  (failing: string) =>
  (world: () => World): Around =>
  async ({ name, make }) => {
    const { state } = (await world().runs.get('r')) ?? {};
    const isFaulted = state === 'injecting' || state === 'observing';
    if (name === failing && isFaulted && world().stopped().length > 0) throw new Error(`${name} is denied`);
    return make();
  };

type Interruption = {
  readonly driver?: (driver: FaultDriver) => FaultDriver;
  readonly around?: (world: () => World) => Around;
  readonly once?: (world: World) => unknown;
};

/** What the state machine must come home from by itself. */
const caught: Readonly<Record<string, Interruption>> = {
  'an injection that fails': { driver: secondFails(throws(() => new Error('it broke'))) },
  'an injection that is refused': { driver: secondFails(throws(() => new InjectionRefused('a quota'))) },
  'an injection that is throttled for good': {
    driver: secondFails(throws(() => new ServiceUnavailable('throttled'))),
  },
  'an injection that never answers': {
    driver: secondFails(async (inject) => {
      await inject();
      await new Promise(() => undefined);
    }),
  },
  'an effect that cannot be written down': { around: failsWhenFaulted('runs.updateFault') },
  'an internal error while it observes': { around: failsWhenFaulted('runs.faults') },
  'an answer that makes no sense': {
    once: (world) => answerWith(world, (token) => world.main.engine.sendTaskFailure(token, {})),
  },
  'a stop by a person': { once: (world) => signalRun(world.main.ports, 'r', stopBy(world, 'ben')) },
  'an alarm': { once: ({ alarms }) => alarms.set('shop-errors', 'ALARM') },
};

const answerWith = async (world: World, answer: (token: string) => void): Promise<void> => {
  const { waiting } = await world.look('r');
  if (waiting?.state !== 'observe') throw new Error('The run does not observe');
  answer(waiting.token);
};

const interrupted = async ({ driver, around, once }: Interruption, options: object): Promise<World> => {
  const world: World = await openWorld({
    ...{ needs: 1, ...options },
    ...(driver && { driver }),
    ...(around && { around: around(() => world) }),
  });
  await world.start(experiment, 'r');
  await world.when(async () => world.far.injected.length > 0);
  if (once) await world.until('r', 'observing');
  await world.clock.advance(5_000);
  await once?.(world);
  return world;
};

test.for(Object.entries(caught))('the state machine alone rolls back after %s', async ([, interruption]) => {
  const world = await interrupted(interruption, { reconciling: false, deadMan: false });
  await world.clock.advance(minute + 10_000);
  expect(world.stopped()).toEqual([]);
  expect(world.entered('r')).toEqual(expect.arrayContaining(['Inject', 'Revert', 'VerifyRestored']));
  const { conclusion } = await world.concluded('r');
  expect(conclusion).not.toMatchObject({ hypothesis: 'held' });
  expect(await restOf(world, 'r')).toEqual(atRest);
});

/** What no Catch can see. */
const uncatchable: Readonly<Record<string, (world: World) => unknown>> = {
  'States.Runtime': (world) =>
    answerWith(world, (token) =>
      world.main.engine.sendTaskFailure(token, { error: 'States.Runtime', cause: 'a full history' }),
    ),
  'States.DataLimitExceeded': (world) =>
    answerWith(world, (token) =>
      world.main.engine.sendTaskFailure(token, { error: 'States.DataLimitExceeded' }),
    ),
  'an abort': ({ main }) => main.engine.stopExecution('r'),
};

const homes = ['the reconciler', 'the dead man'] as const;
const cases = Object.entries(uncatchable).flatMap(([what, once]) =>
  homes.map((home) => [what, home, once] as const),
);

test.for(cases)('after %s, which no Catch can see, %s rolls back', async ([, home, once]) => {
  const world = await interrupted(
    { once },
    { reconciling: home === 'the reconciler', deadMan: home === 'the dead man' },
  );
  await world.clock.advance(0);
  expect(['FAILED', 'ABORTED']).toContain(world.main.engine.describeExecution('r').status);
  expect(world.entered('r')).not.toContain('Revert');
  expect(world.stopped()).toHaveLength(2);
  await world.clock.advance(home === 'the reconciler' ? 2 * minute : 6 * minute);
  expect(world.stopped()).toEqual([]);
  const { conclusion } = await world.concluded('r');
  expect(conclusion).toMatchObject({ hypothesis: 'untested', exitCode: 4 });
  expect(await restOf(world, 'r')).toEqual(atRest);
});
