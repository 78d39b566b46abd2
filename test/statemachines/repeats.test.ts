import { describe, expect, test } from 'vitest';
import { verifyChain } from '../../core/chain.ts';
import { dayOf, gameDayIn } from '../support/a-game-day.ts';
import { anExperiment } from '../support/an-experiment.ts';
import { type Machine, type State, statesOf, tasksOf } from '../support/machine-graph.ts';
import { openWorld, type World } from '../support/world.ts';
import { type Repeat, repeats } from './support/repeats.ts';

const covers = ({ Retry = [] }: State, error: string) =>
  Retry.some(({ ErrorEquals, MaxAttempts = 3 }) => MaxAttempts > 0 && ErrorEquals.includes(error));

describe.each<Machine>(['experiment', 'gameday'])('the state machine %s', (machine) => {
  const tasks = tasksOf(machine);
  const known = new Map<string, Repeat>(Object.entries(repeats[machine]));
  const named = (is: (repeat: Repeat) => boolean) =>
    [...known].flatMap(([name, repeat]) => (is(repeat) ? [name] : [])).sort();
  const retried = (is: (state: State) => boolean) =>
    tasks.flatMap(([name, state]) => (is(state) ? [name] : [])).sort();

  test('has no task of which nobody has said what a repeat does', () => {
    expect(tasks.map(([name]) => name)).toEqual([...known.keys()]);
  });

  test('repeats only what is the same when it is repeated', () => {
    expect(retried(({ Retry }) => Retry !== undefined)).toEqual(named(({ retried: is }) => is !== 'never'));
  });

  test('repeats after a timeout only what may still be at work the first time', () => {
    const isRepeated = (state: State) => covers(state, 'States.Timeout') || covers(state, 'States.ALL');
    expect(retried(isRepeated)).toEqual(named(({ retried: is }) => is === 'even after a timeout'));
  });

  test('never hides a timeout behind a wildcard', () => {
    expect(retried((state) => covers(state, 'States.TaskFailed'))).toEqual([]);
  });
});

test('Inject is repeated at most twice, and never after a timeout', () => {
  const retry = statesOf('experiment').get('Inject')?.Retry ?? [];
  expect(retry.map(({ ErrorEquals, MaxAttempts }) => ({ ErrorEquals, MaxAttempts }))).toEqual([
    {
      ErrorEquals: ['ServiceUnavailable', 'Lambda.TooManyRequestsException', 'Lambda.ServiceException'],
      MaxAttempts: 2,
    },
  ]);
});

/** Calls the function of a state once more, with the same input, while its first call is at work. */
const calledTwice = async (state: string, functionName: string) => {
  let repeat: Promise<unknown> | undefined;
  let started = false;
  const world: World = await openWorld({
    around: async ({ make }) => {
      if (started && repeat === undefined && world.entered('r').at(-1) === state) {
        repeat = Promise.resolve();
        repeat = world.main.invoke(functionName, { runId: 'r' });
      }
      return make();
    },
  });
  await world.start(anExperiment(), 'r');
  started = true;
  const { conclusion } = await world.concluded('r');
  await repeat;
  return { world, conclusion, wasRepeated: repeat !== undefined };
};

const isRetried = tasksOf('experiment').filter(([, { Retry }]) => Retry !== undefined);

test.each(isRetried.map(([state, { Resource = '' }]) => ({ state, name: Resource.split(':').at(-1) ?? '' })))(
  '$state at work twice at once is one $state',
  async ({ state, name }) => {
    const { world, conclusion, wasRepeated } = await calledTwice(state, name);
    expect(wasRepeated).toBe(true);
    expect(conclusion).toMatchObject({ hypothesis: 'held', restoration: 'restored', exitCode: 0 });
    expect(world.far.injected).toEqual(['r/0']);
    expect(verifyChain(await world.journal.read('r'))).toMatchObject({ ok: true });
  },
);

const refused = anExperiment({ guards: { calendars: ['nowhere'], incidents: [], quietAlarms: [] } });

/** A game day in the pause of an hour after its first step. */
const inItsPause = async () => {
  const world = await openWorld();
  const day = await gameDayIn(world, [
    { of: refused, continueOn: 'any', waitMs: 3_600_000 },
    { of: refused },
  ]);
  await world.when(async () => world.entered(day).at(-1) === 'Pause');
  return { world, day, answer: () => world.main.invoke('next-step', { gameDayId: day }) };
};

test('Decide gives the same answer when its first one was lost, with what is left of the pause', async () => {
  const { world, day, answer } = await inItsPause();
  await world.gameDays.update(day, ({ pause: _, ...never }) => never);
  expect(await Promise.all([answer(), answer()])).toEqual([
    { next: 'wait', step: 1, seconds: 3_600 },
    { next: 'wait', step: 1, seconds: 3_600 },
  ]);
  await world.clock.advance(1_500_500);
  expect(await answer()).toEqual({ next: 'wait', step: 1, seconds: 2_100 });
});

test('Decide goes on when the pause is over, and not a second before', async () => {
  const { world, day, answer } = await inItsPause();
  const untilMs = (await dayOf(world, day)).pause?.untilMs ?? 0;
  await world.clock.advance(untilMs - world.clock.now() - 1);
  expect(await answer()).toEqual({ next: 'wait', step: 1, seconds: 1 });
  await world.clock.advance(1);
  expect((await dayOf(world, day)).steps).toHaveLength(2);
  expect(world.entered(day).filter((state) => state === 'Pause')).toHaveLength(1);
});

test('Decide takes a pause that 0.1.0 has handed out for one that is being waited for', async () => {
  const { world, day, answer } = await inItsPause();
  const asStoredBy010 = (pausedBefore: number) =>
    world.gameDays.update(day, ({ pause: _, ...now }) => ({ ...now, pausedBefore }));
  await asStoredBy010(1);
  expect(await answer()).toMatchObject({ next: 'run', step: 1 });
  await asStoredBy010(0);
  expect(await answer()).toMatchObject({ next: 'wait', step: 1, seconds: 3_600 });
});
