import { expect, test } from 'vitest';
import { signalRun } from '../../../core/protocol/signal.ts';
import type { RunState } from '../../../core/run.ts';
import { anExperiment, faultOn } from '../../support/an-experiment.ts';
import { openWorld, type World } from '../../support/world.ts';

const undone = async (world: World, runId: string) =>
  (await world.journal.read(runId))
    .filter(({ kind }) => kind === 'undo-accepted')
    .map(({ data }) => data?.fault);

test('a breach stops the run at once, and the recovery is measured', async () => {
  const world = await openWorld({ needs: 3 });
  const { conclusion } = await world.concluded(await world.start(anExperiment()));
  expect(conclusion).toMatchObject({
    ...{ hypothesis: 'failed', restoration: 'restored', exitCode: 3 },
    measures: { firstSeenBy: 'shop', detectionMs: 2_000, stopMs: 0, recoveryMs: 980, outageMs: 1_000 },
  });
});

test('faults are undone in the reverse of their order', async () => {
  const world = await openWorld({ needs: 2 });
  const runId = await world.start(anExperiment({ faults: [faultOn(1), faultOn(2), faultOn(3)] }));
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'failed', restoration: 'restored' });
  expect(await undone(world, runId)).toEqual(['stop-3', 'stop-2', 'stop-1']);
});

const states: readonly RunState[] = ['awaiting-approval', 'checking', 'injecting', 'observing'];

test.each(states)('a person stops a run that is %s', async (state) => {
  const world = await openWorld();
  const runId = await world.start(
    anExperiment({ approval: { required: state === 'awaiting-approval', timeoutMs: 3_600_000 } }),
  );
  await world.when(async () => (await world.look(runId)).state === state || state === 'injecting');
  if (state === 'injecting') await world.when(async () => world.stopped().length > 0);
  const signal = { kind: 'person', atMs: world.clock.now(), actor: 'ben', reason: 'enough' } as const;
  expect(await signalRun(world.main.ports, runId, signal)).toBe(true);
  expect(await signalRun(world.main.ports, runId, { ...signal, actor: 'eve' })).toBe(false);
  await world.clock.advance(1_000);
  expect(world.stopped()).toEqual([]);
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'untested', exitCode: 4 });
  expect(conclusion.reasons).toContain('stopped by ben: enough');
  expect(await world.leases.list()).toEqual([]);
});

test('a stop that comes while the run is planned is seen before anything is touched', async () => {
  const world = await openWorld();
  const ref = await world.experiments.put(anExperiment());
  const trigger = { kind: 'cli', actor: 'ana' } as const;
  const createdAtMs = world.clock.now();
  await world.runs.create({
    runId: 'r',
    experiment: ref,
    trigger,
    seed: 'r',
    state: 'planned',
    epoch: 0,
    createdAtMs,
  });
  const signal = { kind: 'person', atMs: createdAtMs, actor: 'ben', reason: 'no' } as const;
  await signalRun(world.main.ports, 'r', signal);
  await world.main.ports.executions.start('experiment', 'r', { runId: 'r' });
  const { conclusion } = await world.concluded('r');
  expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'nothing-injected', exitCode: 4 });
});
