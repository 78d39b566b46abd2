import { expect, test } from 'vitest';
import { anExperiment, errorsAlarm, faultOn } from '../support/an-experiment.ts';
import { openWorld } from '../support/world.ts';

const minute = 60_000;
const hour = 60 * minute;

/** A run whose faults begin a minute after each other, and end together. */
const lasting = (durationMs: number, faults: number) =>
  anExperiment({
    steadyState: { holdForMs: 30_000, probes: [errorsAlarm] },
    faults: Array.from({ length: faults }, (_, late) =>
      faultOn(late + 1, { startAfterMs: late * minute, durationMs: durationMs - late * minute }),
    ),
    limits: { ...anExperiment().limits, maxDurationMs: durationMs + minute },
  });

const measured = async (durationMs: number, faults: number) => {
  const world = await openWorld({ needs: 0 });
  const runId = await world.start(lasting(durationMs, faults));
  const { conclusion } = await world.concluded(runId);
  expect(conclusion.hypothesis).toBe('held');
  return {
    duration: `${durationMs / minute} min`,
    faults,
    // Every state entered counts, Choice and Wait too, and Step Functions counts the start as one.
    transitions: world.entered(runId).length + 1,
    events: world.main.engine.getExecutionHistory(runId).length,
  };
};

const inTurn = async <T, R>(all: readonly T[], of: (one: T) => Promise<R>): Promise<readonly R[]> => {
  const results: R[] = [];
  for (const one of all) results.push(await of(one));
  return results;
};

const asTable = (rows: readonly Awaited<ReturnType<typeof measured>>[]) =>
  rows
    .map(
      ({ duration, faults, transitions, events }) =>
        `faults ${faults} | ${duration} | transitions ${transitions} | events ${events}`,
    )
    .join('\n');

test('a run of one fault takes at most 14 state transitions, however long it lasts', async ({ annotate }) => {
  const rows = await inTurn([5 * minute, hour, 12 * hour], (ms) => measured(ms, 1));
  await annotate(asTable(rows), 'cost');
  expect(new Set(rows.map(({ transitions }) => transitions)).size).toBe(1);
  expect(new Set(rows.map(({ events }) => events)).size).toBe(1);
  expect(rows[0]?.transitions).toBeLessThanOrEqual(14);
});

test('every further fault with a time of its own costs the same: Due, Inject and Observe', async ({
  annotate,
}) => {
  const rows = await inTurn([1, 2, 3], (faults) => measured(10 * minute, faults));
  await annotate(asTable(rows), 'cost');
  const growth = (of: (row: (typeof rows)[number]) => number) =>
    rows.slice(1).map((row, before) => of(row) - of(rows[before] ?? row));
  expect(growth(({ transitions }) => transitions)).toEqual([3, 3]);
  expect(new Set(growth(({ events }) => events)).size).toBe(1);
});

test('faults that begin together cost no more than one', async () => {
  const world = await openWorld({ needs: 0 });
  const steadyState = { holdForMs: 30_000, probes: [errorsAlarm] };
  const runId = await world.start(anExperiment({ steadyState, faults: [1, 2, 3].map((n) => faultOn(n)) }));
  await world.concluded(runId);
  const { transitions } = await measured(5 * minute, 1);
  expect(world.entered(runId).length + 1).toBe(transitions);
});
