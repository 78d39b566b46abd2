import { expect, test } from 'vitest';
import { runResult, runResultOnRecord } from '../../../core/result.ts';
import { anExperiment } from '../../support/an-experiment.ts';
import { openWorld, type World } from '../../support/world.ts';

const second = 1_000;
const minute = 60 * second;

const goesOff = { alarm: 'shop-slow', withinMs: minute };
const acknowledged = { acknowledged: 'pager', withinMs: 90 * second };
const expecting = (...expectations: NonNullable<ReturnType<typeof anExperiment>['expect']>) =>
  anExperiment({ expect: expectations });

const watching = async (): Promise<World> => {
  const world = await openWorld();
  world.alarms.set('shop-slow', 'OK');
  return world;
};

/** Starts it, and does something so long after the first fault. */
const during = async (
  world: World,
  experiment: ReturnType<typeof anExperiment>,
  afterMs: number,
  act: () => unknown,
) => {
  const runId = await world.start(experiment);
  await world.until(runId, 'observing');
  const { injectedAtMs = 0 } = await world.look(runId);
  await world.clock.advance(injectedAtMs + afterMs - world.clock.now());
  await act();
  return world.concluded(runId);
};

test('a run is held when monitoring and people did what was expected of them, and says how long they took', async () => {
  const world = await watching();
  const { runId, conclusion, signal } = await during(
    world,
    expecting(goesOff, acknowledged),
    40 * second,
    () => {
      world.alarms.set('shop-slow', 'ALARM');
      world.acknowledgements.acknowledge('pager', { atMs: world.clock.now(), by: 'Ana' });
    },
  );
  // It was expected to go off, so it stopped nothing.
  expect(signal).toBeUndefined();
  expect(conclusion.hypothesis).toBe('held');
  expect(conclusion.expectations).toMatchObject([
    { kind: 'alarm', name: 'shop-slow', outcome: 'met', tookMs: 40 * second },
    { kind: 'acknowledged', name: 'pager', outcome: 'met', tookMs: 40 * second, by: 'Ana' },
  ]);
  const told = (await world.journal.read(runId)).filter(({ kind }) => kind === 'expectations-judged');
  expect(told.map(({ data }) => data)).toEqual([{ outcomes: conclusion.expectations }]);
});

test('a run in which nobody noticed has failed, and everything is put back', async () => {
  const world = await watching();
  const { conclusion } = await world.concluded(await world.start(expecting(goesOff, acknowledged)));
  expect(conclusion).toMatchObject({ hypothesis: 'failed', restoration: 'restored', exitCode: 3 });
  expect(conclusion.reasons).toEqual([
    'alarm shop-slow did not go off within 1 min',
    'nobody acknowledged in pager within 1 min 30 s',
  ]);
  expect(world.stopped()).toEqual([]);
});

test('an alarm that goes off too late has failed, with its time', async () => {
  const world = await watching();
  const { conclusion } = await during(world, expecting(goesOff), 100 * second, () =>
    world.alarms.set('shop-slow', 'ALARM'),
  );
  expect(conclusion.hypothesis).toBe('failed');
  expect(conclusion.expectations).toMatchObject([{ outcome: 'missed', tookMs: 100 * second }]);
});

test('a run that was stopped before they could do it says nothing of them', async () => {
  const world = await watching();
  const { conclusion } = await during(world, expecting(goesOff), 20 * second, () =>
    world.levers.engage({ scope: 'global', by: 'ben', reason: 'no', atMs: world.clock.now() }),
  );
  expect(conclusion.hypothesis).toBe('untested');
  expect(conclusion.expectations).toMatchObject([{ outcome: 'unknown' }]);
});

test.each([
  ['an alarm', goesOff, (world: World) => world.alarms.remove('shop-slow')],
  ['a pager', { ...acknowledged, acknowledged: 'nowhere' }, () => undefined],
])('%s that cannot be read leaves the run untested', async (_, expectation, lose) => {
  const world = await watching();
  const { conclusion } = await during(world, expecting(expectation), 20 * second, () => lose(world));
  expect(conclusion.hypothesis).toBe('untested');
  expect(conclusion.reasons).toEqual([expect.stringContaining('could not be read')]);
});

test('a pager that never answers keeps no run open', async () => {
  const world = await watching();
  Object.assign(world.acknowledgements, { first: () => new Promise(() => undefined) });
  const { conclusion } = await world.concluded(await world.start(expecting(acknowledged)));
  expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'restored' });
  expect(conclusion.reasons).toEqual([expect.stringContaining('no answer within 15 s')]);
  expect(await world.leases.list()).toEqual([]);
});

test('an alarm that is expected must be silent before: one that is loud refuses the run', async () => {
  const world = await watching();
  world.alarms.set('shop-slow', 'ALARM', 'it always is');
  const { conclusion, refusal } = await world.concluded(await world.start(expecting(goesOff)));
  expect(refusal).toMatchObject({ guard: 'alarm', reason: expect.stringContaining('shop-slow is already') });
  expect(conclusion.expectations).toBeUndefined();
});

test('two runs that expect the same alarm exclude each other', async () => {
  const world = await watching();
  const runId = await world.start(expecting(goesOff));
  await world.until(runId, 'observing');
  expect((await world.leases.list()).map(({ key }) => key)).toContain('alarm:shop-slow');
  await world.concluded(runId);
});

test('the record alone tells what came of expectations', async () => {
  const world = await watching();
  const runId = await world.start(expecting(goesOff));
  const { conclusion } = await world.concluded(runId);
  const onRecord = await runResultOnRecord(world.main.ports, runId);
  expect(onRecord.run.conclusion?.expectations).toEqual(conclusion.expectations);
  expect((await runResult(world.main.ports, runId)).run.conclusion).toEqual(conclusion);
});
