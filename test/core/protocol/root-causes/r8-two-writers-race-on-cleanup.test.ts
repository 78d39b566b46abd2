/**
 * R8: several clean up at once and trip over each other's bookkeeping.
 * DataDog chaos-controller PR #439, #491 and #744 ("object has been modified"), #588 (a fault that cannot be ended).
 */
import { expect, test } from 'vitest';
import type { ExecutionStatus, FaultDriver, UndoOutcome } from '../../../../core/ports.ts';
import { signalRun } from '../../../../core/protocol/signal.ts';
import { anExperiment, faultOn } from '../../../support/an-experiment.ts';
import { executionsOn, startProcess } from '../../../support/process.ts';
import { openWorld, type World } from '../../../support/world.ts';
import { atRest, pages, restOf, stopBy } from './at-rest.ts';

const minute = 60_000;
const experiment = anExperiment({ faults: [faultOn(1), faultOn(2)] });

/** How long each call of the far end takes on its way there and back, in order; then none takes any time. */
type Delays = readonly (readonly [thereMs: number, backMs: number])[];

const slow = (world: () => World, outcomes: UndoOutcome[], delays: Delays) => (driver: FaultDriver) => {
  let calls = 0;
  const after = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    const [thereMs, backMs] = delays[calls++] ?? [0, 0];
    if (thereMs > 0) await world().clock.sleep(thereMs);
    const answer = await call();
    if (backMs > 0) await world().clock.sleep(backMs);
    return answer;
  };
  const undo: FaultDriver['undo'] = (record) =>
    after(async () => {
      const outcome = await driver.undo(record);
      outcomes.push(outcome);
      return outcome;
    });
  return { ...driver, undo, verify: (record) => after(() => driver.verify(record)) } satisfies FaultDriver;
};

/** A process to which the execution looks like this. */
const seeing = (world: World, actor: string, status: ExecutionStatus) =>
  startProcess(world.shop, actor, {
    executions: { ...executionsOn(world.main.engine), status: async () => status },
  });

/** The reconciler and the dead man begin at once, and each of them twice. */
const rescuers = async (world: World, runId: string): Promise<unknown> => {
  const [reconciler, deadMan] = [seeing(world, 'other', 'FAILED'), seeing(world, 'dead-man-2', 'ABORTED')];
  const silent = seeing(world, 'dead-man-3', 'RUNNING');
  const input = { runId, faults: await world.faultsOf(runId) };
  const begun = [
    reconciler.invoke('reconcile', {}),
    reconciler.invoke('reconcile', {}),
    deadMan.invoke('dead-man', input),
    silent.invoke('dead-man', input),
  ];
  return Promise.allSettled(begun);
};

const seconds = (...pairs: readonly (readonly [number, number])[]): Delays =>
  pairs.map(([there, back]) => [there * 1_000, back * 1_000]);

const paces: Readonly<Record<string, Delays>> = {
  'all are as quick': [],
  'the first to ask is the last to be answered': seconds([0, 50], [0, 20], [0, 10], [0, 5], [0, 2], [0, 1]),
  'the first to ask is the last to arrive': seconds([50, 0], [20, 0], [10, 0], [5, 0], [2, 0], [1, 0]),
  'ways there and back differ': seconds([9, 40], [1, 30], [30, 9], [7, 1], [3, 55], [20, 20], [0, 8], [8, 0]),
};

test.for(Object.entries(paces))(
  'all who revert at once, and twice each, come to one end when %s',
  async ([, delays]) => {
    const outcomes: UndoOutcome[] = [];
    const world: World = await openWorld({ needs: 1, driver: slow(() => world, outcomes, delays) });
    const runId = await world.start(experiment);
    await world.until(runId, 'observing');
    await world.clock.advance(10_000);
    const begun = Promise.allSettled([
      signalRun(world.main.ports, runId, stopBy(world, 'ben')),
      world.main.invoke('revert-faults', { runId }),
      rescuers(world, runId),
    ]);
    await world.concluded(runId);
    const closed = { run: await world.look(runId), faults: await world.faultsOf(runId) };
    await world.clock.advance(10 * minute);
    await begun;

    expect(outcomes.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(2);
    expect(outcomes.filter(({ outcome }) => outcome === 'drifted')).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(2);
    expect(await restOf(world, runId)).toEqual(atRest);
    const kinds = await world.kinds(runId);
    expect(kinds.filter((kind) => kind === 'concluded' || kind === 'signal').sort()).toEqual([
      'concluded',
      'signal',
    ]);
    // What comes after the close changes nothing of what was closed.
    expect(closed.faults.map(({ state }) => state)).toEqual(['verified', 'verified']);
    expect((await world.faultsOf(runId)).map(({ state }) => state)).toEqual(['verified', 'verified']);
    expect(await world.look(runId)).toEqual(closed.run);
    expect(closed.run).toMatchObject({ epoch: 1, signal: { actor: 'ben' } });
    expect(pages(world)).toBe(0);
  },
);

test('of all who take over a run at once exactly one stops it', async () => {
  const world = await openWorld({ needs: 1 });
  const runId = await world.start(experiment);
  await world.until(runId, 'observing');
  const begun = rescuers(world, runId);
  await world.concluded(runId);
  await begun;
  expect((await world.kinds(runId)).filter((kind) => kind === 'signal')).toHaveLength(1);
  expect(await world.look(runId)).toMatchObject({ epoch: 1, signal: { kind: 'died' } });
  expect(await restOf(world, runId)).toEqual(atRest);
});

test('an undo that is answered long after the run was closed does not reopen its bookkeeping', async () => {
  const outcomes: UndoOutcome[] = [];
  const world: World = await openWorld({
    ...{ needs: 1, reconciling: false, deadMan: false },
    driver: slow(() => world, outcomes, [[0, 20 * minute]]),
  });
  const runId = await world.start(anExperiment({ faults: [faultOn(1)] }));
  await world.until(runId, 'observing');
  const late = seeing(world, 'late', 'RUNNING').invoke('dead-man', {
    runId,
    faults: await world.faultsOf(runId),
  });
  await world.concluded(runId);
  const [closed] = await world.faultsOf(runId);
  await world.clock.advance(30 * minute);
  await Promise.allSettled([late]);
  expect(outcomes[0]).toEqual({ outcome: 'accepted' });
  expect((await world.faultsOf(runId))[0]).toEqual(closed);
  expect(await restOf(world, runId)).toEqual(atRest);
});
