import { expect, test } from 'vitest';
import { ServiceUnavailable } from '../../../core/errors.ts';
import { openGate, stopGameDay } from '../../../core/gameday/gate.ts';
import { dayConcluded, dayOf, gameDayIn } from '../../support/a-game-day.ts';
import { aFault, anExperiment, faultOn } from '../../support/an-experiment.ts';
import { openWorld } from '../../support/world.ts';

const minute = 60_000;
const holds = anExperiment({ name: 'one-stops', title: 'One stops' });
const fails = anExperiment({ name: 'two-stop', title: 'Two stop', faults: [faultOn(1), faultOn(2)] });

test('its experiments run in order, each when the one before is restored', async () => {
  const world = await openWorld();
  const id = await gameDayIn(world, [{ of: holds }, { of: { ...holds, name: 'again' } }]);
  const { exitCode, asExpected, steps } = await dayConcluded(world, id);
  expect({ exitCode, asExpected }).toEqual({ exitCode: 0, asExpected: true });
  expect(steps.map(({ title, conclusion }) => [title, conclusion?.hypothesis])).toEqual([
    ['One stops', 'held'],
    ['One stops', 'held'],
  ]);
  const [first, second] = await Promise.all(['day-1', 'day-2'].map((runId) => world.look(runId)));
  expect(second?.createdAtMs).toBeGreaterThanOrEqual((first?.undoneAtMs ?? Infinity) + 30_000);
  expect(world.reports.saved.has('day')).toBe(true);
});

test('a step that failed ends the day, unless its gate lets any verdict pass', async () => {
  const world = await openWorld();
  const closed = await dayConcluded(world, await gameDayIn(world, [{ of: fails }, { of: holds }]));
  expect(closed).toMatchObject({ exitCode: 3, asExpected: false });
  expect(closed.steps[1]).toMatchObject({ skipped: 'step 1: its hypothesis is failed' });
  const open = await gameDayIn(world, [{ of: fails, continueOn: 'any' }, { of: holds }], 'other');
  expect((await dayConcluded(world, open)).steps[1]?.conclusion?.hypothesis).toBe('held');
});

test('a day that comes out as its author expects exits 0', async () => {
  const world = await openWorld();
  const steps = [
    { of: holds, expect: 'held' },
    { of: fails, expect: 'failed', continueOn: 'any' },
  ] as const;
  expect(await dayConcluded(world, await gameDayIn(world, steps))).toMatchObject({ exitCode: 0 });
});

test('an expectation that is not met is the gravest verdict of the day', async () => {
  const world = await openWorld();
  const steps = [{ of: fails, expect: 'held', continueOn: 'any' }, { of: holds }] as const;
  expect(await dayConcluded(world, await gameDayIn(world, steps))).toMatchObject({ exitCode: 3 });
});

test('a refused step is a refusal of the day', async () => {
  const world = await openWorld();
  await world.levers.engage({ scope: 'global', by: 'ben', reason: 'sale', atMs: 0 });
  expect(await dayConcluded(world, await gameDayIn(world, [{ of: holds }]))).toMatchObject({ exitCode: 6 });
});

test('it pauses between steps for as long as it is told', async () => {
  const world = await openWorld();
  const id = await gameDayIn(world, [{ of: holds, waitMs: 20 * minute }, { of: { ...holds, name: 'b' } }]);
  await dayConcluded(world, id);
  const [first, second] = await Promise.all(['day-1', 'day-2'].map((runId) => world.journal.read(runId)));
  const ended = first?.find(({ kind }) => kind === 'concluded')?.atMs ?? 0;
  expect((second?.[0]?.atMs ?? 0) - ended).toBe(20 * minute);
});

test('a step with a human gate waits for a person', async () => {
  const world = await openWorld();
  const id = await gameDayIn(world, [{ of: holds, human: true }]);
  await world.clock.advance(10 * minute);
  expect((await dayOf(world, id)).steps).toEqual([]);
  await openGate(world.main.ports, id, 'ben');
  expect(await dayConcluded(world, id)).toMatchObject({ exitCode: 0 });
  await expect(openGate(world.main.ports, id, 'ben')).rejects.toThrow('not waiting');
});

test('a gate that nobody opens ends the day', async () => {
  const world = await openWorld();
  const { steps, exitCode } = await dayConcluded(world, await gameDayIn(world, [{ of: holds, human: true }]));
  expect(steps[0]).toMatchObject({ skipped: 'nobody opened the gate before step 1' });
  expect(exitCode).toBe(4);
});

test('stopping it stops the run it is in, and starts no other', async () => {
  const world = await openWorld();
  const id = await gameDayIn(world, [{ of: holds, continueOn: 'any' }, { of: holds }]);
  await world.when(async () => (await world.runs.get('day-1'))?.state === 'observing');
  await stopGameDay(world.main.ports, id, 'ben', 'enough');
  await world.clock.advance(1_000);
  expect(world.stopped()).toEqual([]);
  const { steps, started } = await dayConcluded(world, id);
  expect(started).toHaveLength(1);
  expect(steps[0]?.conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'restored' });
  expect(steps[1]?.skipped).toBe('stopped by ben: enough');
  await expect(stopGameDay(world.main.ports, 'nowhere', 'ben', 'enough')).rejects.toThrow('no game day');
});

test('stopping it at a gate ends it there', async () => {
  const world = await openWorld();
  const id = await gameDayIn(world, [{ of: holds, human: true }]);
  await world.when(async () => (await dayOf(world, id)).waiting !== undefined);
  await stopGameDay(world.main.ports, id, 'ben', 'enough');
  await world.clock.advance(1_000);
  expect((await dayConcluded(world, id)).steps[0]?.skipped).toBe('stopped by ben: enough');
});

test('aborting its execution does not abort the run in mid-fault', async () => {
  const world = await openWorld();
  const id = await gameDayIn(world, [{ of: holds }]);
  await world.when(async () => (await world.runs.get('day-1'))?.state === 'observing');
  world.main.engine.stopExecution(id);
  await world.clock.advance(minute);
  expect((await world.look('day-1')).state).toBe('observing');
  expect((await world.concluded('day-1')).conclusion.hypothesis).toBe('held');
  expect(await dayConcluded(world, id)).toMatchObject({ exitCode: 0 });
});

test('a run that is brought home answers for its step', async () => {
  const world = await openWorld();
  const id = await gameDayIn(world, [{ of: holds }]);
  await world.when(async () => (await world.runs.get('day-1'))?.state === 'observing');
  world.main.engine.stopExecution('day-1');
  expect(await dayConcluded(world, id)).toMatchObject({ exitCode: 4 });
});

test('a run that is not verified restored ends the day with that', async () => {
  const undo = async () => {
    throw new ServiceUnavailable('throttled');
  };
  const world = await openWorld({ driver: (driver) => ({ ...driver, undo }) });
  const id = await gameDayIn(world, [
    { of: anExperiment({ faults: [aFault()] }), continueOn: 'any' },
    { of: holds },
  ]);
  const { exitCode, steps } = await dayConcluded(world, id);
  expect(exitCode).toBe(5);
  expect(steps[1]?.skipped).toBe('step 1 is not verified restored');
});

test('an answer that is lost is given again', async () => {
  let lost = 0;
  const world = await openWorld({
    around: async ({ name, make }) => {
      const isOver = (await world?.runs.get('day-1'))?.state === 'closed';
      if (name === 'executions.succeed' && isOver && lost++ < 2) throw new ServiceUnavailable('throttled');
      return make();
    },
  });
  const id = await gameDayIn(world, [{ of: holds }]);
  expect(await dayConcluded(world, id)).toMatchObject({ exitCode: 0 });
  expect(lost).toBeGreaterThan(1);
});

test('a start whose answer is lost starts one run, which answers the newer token', async () => {
  let lost = 0;
  const world = await openWorld({
    around: async ({ name, make }) => {
      const answer = await make();
      if (name === 'runs.create' && lost++ === 0) throw new ServiceUnavailable('no answer');
      return answer;
    },
  });
  const id = await gameDayIn(world, [{ of: holds }]);
  expect(await dayConcluded(world, id)).toMatchObject({ exitCode: 0 });
  expect(world.far.injected).toHaveLength(1);
});

test('a step that cannot be started ends the day instead of being tried for ever', async () => {
  const world = await openWorld({
    around: async ({ name, make }) => {
      if (name === 'runs.create') throw new Error('denied');
      return make();
    },
  });
  const id = await gameDayIn(world, [{ of: holds }]);
  const { exitCode, steps } = await dayConcluded(world, id);
  expect(exitCode).toBe(4);
  expect(steps[0]?.conclusion).toBeUndefined();
});

test('a game day whose execution is never started is closed', async () => {
  const world = await openWorld({
    around: async ({ name, make }) => {
      if (name === 'executions.start') throw new Error('denied');
      return make();
    },
  });
  await expect(gameDayIn(world, [{ of: holds }])).rejects.toThrow('denied');
  const { steps } = await dayConcluded(world, 'day');
  expect(steps[0]?.skipped).toBe('its execution ended without it');
});

test('a report or a notice that fails does not keep it from its conclusion', async () => {
  const world = await openWorld({
    around: async ({ name, make }) => {
      if (name === 'notices.tell' || name === 'reports.save') throw new Error('nobody hears');
      return make();
    },
  });
  const id = await gameDayIn(world, [{ of: holds }]);
  expect(await dayConcluded(world, id)).toMatchObject({ exitCode: 0 });
  expect(await world.kinds(id)).toContain('unfinished');
});
