import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCommands } from './any-command.ts';
import { mustBeHome, mustHold } from './laws.ts';
import { openSystem, type System } from './system.ts';

const minute = 60_000;

const numRuns = Number(process.env.MODEL_RUNS ?? 500);
// What a failure prints can be given back: MODEL_SEED=… MODEL_PATH=… MODEL_REPLAY=… runs that very sequence again.
const seed = Number(process.env.MODEL_SEED ?? 20261123);
const path = process.env.MODEL_PATH;
const replayPath = process.env.MODEL_REPLAY;

/** Everything is well again, and there is time enough. */
const comeToRest = async (real: System): Promise<void> => {
  const { clock, model, setAlarm } = real;
  await clock.advance(1_000);
  for (const [alarm, changes] of model.alarms) {
    if (changes.at(-1)?.state === 'OK') continue;
    model.alarms.set(alarm, [...changes, { atMs: clock.now(), state: 'OK' }]);
    setAlarm(alarm, 'OK', true);
  }
  const untilMs = clock.now() + 15 * minute;
  while ([...model.runs.values()].some(({ phase }) => phase !== 'closed') && clock.now() < untilMs) {
    await clock.advance(10_000);
    await mustHold(real);
  }
  await mustHold(real);
  expect([...model.runs.values()].filter(({ phase }) => phase !== 'closed')).toEqual([]);
};

test('whatever happens to runs, and in whatever order, they do only what the model allows', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyCommands({ maxCommands: 40, ...(replayPath && { replayPath }) }),
      async (commands) => {
        const real = await openSystem();
        await fc.asyncModelRun(() => ({ model: real.model, real }), commands);
        await comeToRest(real);
        await mustBeHome(real);
      },
    ),
    { numRuns, seed, ...(path && { path }) },
  );
}, 600_000);
