import { describe, expect, test } from 'vitest';
import { ServiceUnavailable } from '../../core/errors.ts';
import type { FaultDriver } from '../../core/ports.ts';
import { anExperiment, errorsAlarm, faultOn } from '../support/an-experiment.ts';
import { type Machine, statesOf, waysOf } from '../support/machine-graph.ts';
import { openWorld, type World } from '../support/world.ts';
import { eventsOfVisit, historyLimit, loopNames, mostEvents } from './support/events.ts';
import { loops, mostFaults, revertSeconds } from './support/loops.ts';

const minute = 60_000;
const steadyState = { holdForMs: 30_000, probes: [errorsAlarm] };

describe.each<Machine>(['experiment', 'gameday'])('the state machine %s', (machine) => {
  test('has no loop but those of which is known why they end', () => {
    expect(loopNames(machine)).toEqual(loops[machine].map(({ states }) => states.join(' ')));
  });

  test('ends every Retry after a number of attempts', () => {
    const attempts = [...statesOf(machine).values()].flatMap(({ Retry = [] }) =>
      Retry.map(({ MaxAttempts }) => MaxAttempts),
    );
    expect(attempts.every((most) => most !== undefined && most < 20)).toBe(true);
  });

  test('writes far fewer events than an execution may have, every loop and every retry used', () => {
    expect(mostEvents(machine, loops[machine])).toBeLessThan(historyLimit / 5);
  });
});

test('a way back to Inject leads through a timeout of Observe only', () => {
  const back = waysOf(statesOf('experiment')).filter(({ from, to }) => to === 'Due' || from === 'Due');
  expect(back.filter(({ to }) => to === 'Due')).toEqual([
    { from: 'Observe', to: 'Due', by: 'Catch', errors: ['States.Timeout'] },
  ]);
});

test('Revert tries for about a quarter of an hour before it gives up', () => {
  expect(revertSeconds).toBeGreaterThan(800);
  expect(revertSeconds).toBeLessThan(1_000);
});

/** An hour of a run whose faults do not show themselves undone, with nobody who helps from outside. */
const anHourWith = async (driver: (driver: FaultDriver) => FaultDriver) => {
  const world = await openWorld({ driver, reconciling: false, deadMan: false });
  const runId = await world.start(anExperiment({ steadyState }));
  await world.clock.advance(60 * minute);
  const { status } = world.main.engine.describeExecution(runId);
  const events = world.main.engine.getExecutionHistory(runId);
  return { world, runId, status, events, entered: world.entered(runId) };
};
const times = (entered: readonly string[], state: string) => entered.filter((name) => name === state).length;

test('the loop from VerifyRestored back to Revert goes round as often as is reckoned, and ends with a person', async () => {
  const { status, events, entered } = await anHourWith((driver) => ({
    ...driver,
    verify: async () => ({ restored: false, drifted: false, seen: 'not back' }),
  }));
  expect(status).toBe('FAILED');
  expect(entered.at(-1)).toBe('Conclude');
  const [, verifying = { rounds: 0 }] = loops.experiment;
  expect(times(entered, 'VerifyRestored')).toBeLessThanOrEqual(verifying.rounds);
  expect(times(entered, 'VerifyRestored')).toBeGreaterThan(verifying.rounds - 3);
  expect(events.length).toBeLessThan(mostEvents('experiment', loops.experiment));
});

// Known: core/protocol/verify.ts calls for a person after NotRestored only. Whatever else VerifyRestored fails with
// (a look for residue that is refused, a store that is gone, a timeout) sends it round for hours.
test('the loop from VerifyRestored back to Revert ends, whatever VerifyRestored fails with', async () => {
  const { status } = await anHourWith((driver) => ({
    ...driver,
    residue: () => Promise.reject(new ServiceUnavailable('the look for residue is refused')),
  }));
  expect(status).toBe('FAILED');
});

test('the loop from Observe to Inject goes round once per fault that begins later', async () => {
  const world = await openWorld({ needs: 0 });
  const faults = [1, 2, 3].map((number) =>
    faultOn(number, { startAfterMs: number * minute, durationMs: minute }),
  );
  const runId = await world.start(anExperiment({ steadyState, faults }));
  const { conclusion } = await world.concluded(runId);
  expect(conclusion.hypothesis).toBe('held');
  expect(times(world.entered(runId), 'Inject')).toBe(faults.length + 1);
  expect(loops.experiment[0]?.rounds).toBe(mostFaults + 1);
});

test('the events of a visit are counted as the engine writes them', async () => {
  const world = await openWorld();
  const runId = await world.start(anExperiment({ steadyState }));
  await world.concluded(runId);
  const states = statesOf('experiment');
  const once = ({ Retry: _, ...state }: { Type: string; Retry?: unknown }) => eventsOfVisit(state);
  const reckoned = world.entered(runId).map((name) => once(states.get(name) ?? { Type: '' }));
  const sum = reckoned.reduce((all, one) => all + one, 2);
  expect(world.main.engine.getExecutionHistory(runId)).toHaveLength(sum);
});

// Known: core/protocol/inject.ts asks "due?" of each fault before the others are sent, and "due later?" after; what
// falls due in between is neither.
test('a fault that falls due while Inject is at work is injected all the same', async () => {
  const world: World = await openWorld({
    needs: 0,
    driver: (driver) => ({
      ...driver,
      inject: async (record) => {
        await world.clock.sleep(2_000);
        await driver.inject(record);
      },
    }),
  });
  const faults = [faultOn(1, { startAfterMs: 1_000 }), faultOn(2)];
  const runId = await world.start(anExperiment({ steadyState, faults }));
  await world.concluded(runId);
  expect(world.far.injected).toHaveLength(2);
});
