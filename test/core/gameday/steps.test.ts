import { expect, test } from 'vitest';
import { judgeGameDay } from '../../../core/gameday/conclude-gameday.ts';
import { stopGameDay } from '../../../core/gameday/gate.ts';
import type { Conclusion, GameDayRun } from '../../../core/run.ts';
import { dayConcluded, dayOf, gameDayIn } from '../../support/a-game-day.ts';
import { anExperiment } from '../../support/an-experiment.ts';
import { openWorld } from '../../support/world.ts';

const of = anExperiment();

const dayWith = (codes: readonly number[]): GameDayRun => ({
  ...{ gameDayId: 'day', trigger: { kind: 'cli', actor: 'ana' }, state: 'running', createdAtMs: 0 },
  ...{ experiments: [], pausedBefore: 0, openedBefore: -1 },
  document: {
    ...{ kind: 'GameDay', name: 'd', title: 'D', owner: 'shop', purpose: '', notify: [] },
    steps: codes.map(() => ({ experiment: 'e.yml', continueOn: 'any', waitMs: 0, human: false })),
  },
  steps: codes.map((exitCode, step) => ({
    ...{ step, runId: `day-${step}` },
    conclusion: {
      hypothesis: 'untested',
      restoration: 'restored',
      reasons: [],
      measures: {},
      exitCode,
    } as Conclusion,
  })),
});

test.each([
  [[0, 0], 0],
  [[0, 6], 6],
  [[6, 4], 4],
  [[4, 3], 3],
  [[3, 5], 5],
  [[1, 4], 1],
  [[], 0],
])('the gravest of %j is %d', (codes, exitCode) => {
  expect(judgeGameDay(dayWith(codes), [], 'over')).toMatchObject({ exitCode });
});

test('a step whose title is not known is called by its number', () => {
  expect(judgeGameDay(dayWith([0]), [], 'over').steps[0]?.title).toBe('step 1');
});

test('an expectation never hides what is not restored', () => {
  const day = dayWith([5]);
  const steps = day.document.steps.map((step) => ({ ...step, expect: 'untested' as const }));
  expect(judgeGameDay({ ...day, document: { ...day.document, steps } }, [], 'over').exitCode).toBe(5);
});

test('a game day that was stopped starts no step that was on its way', async () => {
  const world = await openWorld();
  const id = await gameDayIn(world, [{ of, human: true }]);
  await world.when(async () => (await dayOf(world, id)).waiting !== undefined);
  await world.gameDays.update(id, (day) => ({ ...day, stop: { by: 'ben', atMs: 0, reason: 'enough' } }));
  await world.main.invoke('start-run', { gameDayId: id, step: 0, token: 'late' });
  expect((await dayOf(world, id)).steps).toEqual([]);
  expect(await world.runs.list(1)).toEqual([]);
});

test('a stop that comes before the run is there stops it as soon as it is', async () => {
  const world = await openWorld({
    around: async ({ name, make }) => {
      if (name === 'runs.create') await stopGameDay(world.main.ports, 'day', 'ben', 'enough');
      return make();
    },
  });
  const id = await gameDayIn(world, [{ of }]);
  const { steps } = await dayConcluded(world, id);
  expect(steps[0]?.conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'nothing-injected' });
});

test('a step that is no step of the day is refused, and so is a day that is not there', async () => {
  const world = await openWorld();
  const id = await gameDayIn(world, [{ of, human: true }]);
  const order = (gameDayId: string, step: number) =>
    world.main.invoke('start-run', { gameDayId, step, token: 't' });
  await expect(order(id, 7)).rejects.toThrow('has no step 8');
  await expect(order('nowhere', 0)).rejects.toThrow('has no step 1');
  await expect(world.main.invoke('next-step', { gameDayId: 'nowhere' })).rejects.toThrow(
    'no game day nowhere',
  );
});

test('asking twice what comes next changes nothing, and concluding twice neither', async () => {
  const world = await openWorld();
  const id = await gameDayIn(world, [{ of }]);
  await world.when(async () => (await dayOf(world, id)).steps.length === 1);
  const before = await dayOf(world, id);
  expect(await world.main.invoke('next-step', { gameDayId: id })).toMatchObject({ next: 'end' });
  expect(await dayOf(world, id)).toEqual(before);
  const { exitCode } = await dayConcluded(world, id);
  expect(await world.main.invoke('conclude-gameday', { gameDayId: id, ending: 'again' })).toMatchObject({
    exitCode,
  });
});

test('the same order again is the same game day', async () => {
  const world = await openWorld();
  await gameDayIn(world, [{ of }]);
  await gameDayIn(world, [{ of }]);
  await dayConcluded(world, 'day');
  expect(await world.runs.list(9)).toHaveLength(1);
});
