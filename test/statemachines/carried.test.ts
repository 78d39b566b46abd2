import { describe, expect, test } from 'vitest';
import { stopGameDay } from '../../core/gameday/gate.ts';
import { signalRun } from '../../core/protocol/signal.ts';
import { dayConcluded, dayOf, gameDayIn } from '../support/a-game-day.ts';
import { anExperiment, errorsAlarm } from '../support/an-experiment.ts';
import { type Machine, type State, tasksOf } from '../support/machine-graph.ts';
import { openWorld, type World } from '../support/world.ts';

const most = 8 * 1024;
const experiment = anExperiment({ steadyState: { holdForMs: 30_000, probes: [errorsAlarm] } });

describe.each<Machine>(['experiment', 'gameday'])('the state machine %s', (machine) => {
  const facts = ['runId', 'gameDayId', 'step', 'token', 'problem', 'ending'];

  test('hands its functions ids and small facts only', () => {
    for (const [name, { Arguments, Resource = '' }] of tasksOf(machine)) {
      const payload = Resource.endsWith('.waitForTaskToken') ? Arguments?.Payload : Arguments;
      expect(facts, name).toEqual(expect.arrayContaining(Object.keys(payload ?? { missing: name })));
    }
  });

  test('keeps of an answer only what the next state needs, and of a failure a part', () => {
    const assigned = tasksOf(machine).flatMap(([, { Assign, Catch = [] }]: readonly [string, State]) => [
      ...Object.values(Assign ?? {}),
      ...Catch.flatMap((one) => Object.values(one.Assign ?? {})),
    ]);
    for (const one of assigned.map((value) => JSON.stringify(value)))
      expect(one).not.toMatch(/\$states\.(result|errorOutput|input)\s*(%|[,)&])/);
    for (const one of assigned
      .map((value) => JSON.stringify(value))
      .filter((text) => text.includes('.Cause')))
      expect(one).toMatch(/\$substring\(.*, 0, 1000\)/);
  });
});

const largestEventOf = (world: World, name: string) =>
  Math.max(
    ...world.main.engine.getExecutionHistory(name).map((event) => Buffer.byteLength(JSON.stringify(event))),
  );

test('nothing that an execution carries is as large as 8 KiB, in a game day with a step that fails', async () => {
  const wordy = 'not now, '.repeat(100);
  const world = await openWorld({
    driver: (driver) => ({ ...driver, inject: () => Promise.reject(new Error(wordy)) }),
  });
  const steps = [
    { of: experiment, continueOn: 'any' },
    { of: experiment, waitMs: 5_000 },
  ] as const;
  const day = await gameDayIn(world, steps);
  const { started } = await dayConcluded(world, day);
  expect(started).toHaveLength(2);
  for (const name of [day, ...started.map(({ runId }) => runId)])
    expect(largestEventOf(world, name), name).toBeLessThan(most);
});

test('a long reason for stopping a game day is not carried by its execution', async () => {
  const wordy = 'because '.repeat(2_000);
  const world = await openWorld();
  const day = await gameDayIn(world, [{ of: experiment, human: true }]);
  await world.when(async () => (await dayOf(world, day)).waiting !== undefined);
  await stopGameDay(world.main.ports, day, 'ana', wordy);
  await dayConcluded(world, day);
  expect(largestEventOf(world, day)).toBeLessThan(most);
  expect((await dayOf(world, day)).stop?.reason).toBe(wordy);
});

test('a long reason for stopping a run is not carried by the state that waits', async () => {
  const wordy = 'because '.repeat(2_000);
  const world = await openWorld();
  await world.start(anExperiment(), 'r');
  await world.until('r', 'checking');
  await signalRun(world.main.ports, 'r', { kind: 'person', atMs: 0, actor: 'ana', reason: wordy });
  const cause = world.main.engine
    .getExecutionHistory('r')
    .flatMap(({ taskFailedEventDetails }) => taskFailedEventDetails?.cause ?? [])
    .join();
  expect(cause).toHaveLength(1_000);
  expect((await world.look('r')).signal?.reason).toBe(wordy);
});
