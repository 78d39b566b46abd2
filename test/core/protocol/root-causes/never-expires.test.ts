/**
 * A fault that nothing ends: it has no end of its own, and who was to end it is asleep.
 * chaosblade #305 (no timeout, and not to be destroyed after 15 hours), chaos-mesh #3906 (a reboot is needed);
 * gunnargrosch/failure-lambda keeps its flag in a parameter without an expiry.
 */
import { expect, test } from 'vitest';
import { ServiceUnavailable } from '../../../../core/errors.ts';
import { anExperiment, errorsAlarm, faultOn } from '../../../support/an-experiment.ts';
import type { Around } from '../../../support/interfere.ts';
import { startProcess } from '../../../support/process.ts';
import { openWorld, type World } from '../../../support/world.ts';
import { atRest, pages, replaceReconciler, restOf, stillRunning } from './at-rest.ts';

const minute = 60_000;
const { limits } = anExperiment();
// Without a probe that falls silent with the rest: only time can end these faults.
const steadyState = { holdForMs: 30_000, probes: [errorsAlarm] };
const lasting = (durationMs: number) =>
  anExperiment({
    steadyState,
    faults: [faultOn(1, { durationMs }), faultOn(2, { durationMs })],
    limits: { ...limits, maxDurationMs: durationMs + 30_000 },
  });

/** A world whose functions all freeze at once, while Step Functions still says that the execution is running. */
const freezing = async () => {
  const functions = { areFrozen: false };
  const thawed: (() => void)[] = [];
  const around: Around = async ({ make }) => {
    if (functions.areFrozen) await new Promise<void>((resolve) => thawed.push(resolve));
    return make();
  };
  const world = await openWorld({ needs: 1, around });
  world.replaceDeadMan(startProcess(world.shop, 'dead-man-2', { executions: stillRunning(world) }));
  const thaw = () => {
    functions.areFrozen = false;
    for (const wake of thawed.splice(0)) wake();
  };
  return { world, functions, thaw };
};

/** When the last of the stopped instances was started again. */
const endedAtMs = async (world: World, untilMs: number): Promise<number> => {
  while (world.stopped().length > 0 && world.clock.now() < untilMs) await world.clock.advance(500);
  return world.clock.now();
};

test.each([2, 4, 20])(
  'a fault of %i minutes whose orchestrator is frozen is ended by the dead man, by its deadline',
  async (minutes) => {
    const { world, functions, thaw } = await freezing();
    const runId = await world.start(lasting(minutes * minute));
    await world.until(runId, 'observing');
    functions.areFrozen = true;
    const frozenAtMs = world.clock.now();
    const { deadlineMs = 0 } = await world.look(runId);
    const endMs = await endedAtMs(world, deadlineMs + 60 * minute);
    expect(endMs).toBeLessThanOrEqual(deadlineMs + 500);
    expect(endMs - frozenAtMs).toBeLessThanOrEqual(5 * minute + 500);
    expect(world.stopped()).toEqual([]);
    expect((await world.look(runId)).signal).toMatchObject({ kind: 'died', actor: 'dead-man-2' });
    // What was asleep does no harm when it wakes.
    await world.clock.advance(minute);
    thaw();
    const { conclusion } = await world.concluded(runId);
    expect(world.far.injected).toHaveLength(2);
    expect(conclusion.hypothesis).toBe('untested');
    expect(await restOf(world, runId)).toEqual(atRest);
  },
);

test('a reconciler that goes on postponing cannot postpone the dead man past the deadline', async () => {
  const { world, functions } = await freezing();
  world.handOver(startProcess(world.shop, 'next', { executions: stillRunning(world) }));
  const runId = await world.start(lasting(20 * minute));
  await world.until(runId, 'observing');
  functions.areFrozen = true;
  await world.clock.advance(15 * minute);
  expect(world.stopped()).toHaveLength(2);
  const { deadlineMs = 0 } = await world.look(runId);
  expect(world.deadMan.firesAtMs(runId)).toBeLessThanOrEqual(deadlineMs);
  expect(await endedAtMs(world, deadlineMs + 60 * minute)).toBeLessThanOrEqual(deadlineMs + 500);
  await world.concluded(runId);
  expect(await restOf(world, runId)).toEqual(atRest);
});

test('a fault that could not be undone for an hour is undone after them, and people knew', async () => {
  const far = { isBroken: false };
  const world = await openWorld({
    ...{ needs: 1, deadMan: false },
    driver: (driver) => ({
      ...driver,
      undo: async (record) => {
        if (far.isBroken) throw new ServiceUnavailable('throttled');
        return driver.undo(record);
      },
    }),
  });
  const runId = await world.start(lasting(2 * minute));
  await world.until(runId, 'observing');
  far.isBroken = true;
  world.main.die();
  replaceReconciler(world);
  await world.clock.advance(60 * minute);
  expect(world.stopped()).toHaveLength(2);
  expect(pages(world)).toBeGreaterThan(15);
  far.isBroken = false;
  await world.clock.advance(2 * minute);
  expect(world.stopped()).toEqual([]);
  await world.concluded(runId);
  expect(await restOf(world, runId)).toEqual(atRest);
});
