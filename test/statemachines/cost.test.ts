import { expect, test } from 'vitest';
import { anExperiment, errorsAlarm, faultOn } from '../support/an-experiment.ts';
import { openWorld } from '../support/world.ts';

const minute = 60_000;

const lasting = (durationMs: number) =>
  anExperiment({
    steadyState: { holdForMs: 30_000, probes: [errorsAlarm] },
    faults: [faultOn(1, { durationMs })],
    limits: { ...anExperiment().limits, maxDurationMs: 12 * 60 * minute },
  });

const run = async (durationMs: number) => {
  const world = await openWorld();
  const runId = await world.start(lasting(durationMs));
  const { conclusion } = await world.concluded(runId);
  expect(conclusion.hypothesis).toBe('held');
  return { entered: world.entered(runId), history: world.main.engine.getExecutionHistory(runId) };
};

test('a run of one fault takes at most 14 state transitions, however long it lasts', async () => {
  const short = await run(5 * minute);
  const long = await run(12 * 60 * minute - 10_000);
  expect(short.entered).toEqual(long.entered);
  // Step Functions counts the start as one.
  expect(short.entered.length + 1).toBeLessThanOrEqual(14);
  expect(long.history.length).toBe(short.history.length);
});

test('an execution carries ids and small facts only', async () => {
  const { history } = await run(5 * minute);
  const started = history.find(({ type }) => type === 'ExecutionStarted');
  const carried = history.map((event) => Buffer.byteLength(JSON.stringify(event)));
  expect(JSON.stringify(started)).toContain('run-000001');
  expect(Math.max(...carried)).toBeLessThan(8 * 1024);
});
