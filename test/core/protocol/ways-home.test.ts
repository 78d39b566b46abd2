import { expect, test } from 'vitest';
import type { RunState } from '../../../core/run.ts';
import { aFault, anExperiment } from '../../support/an-experiment.ts';
import { executionsOn, startProcess } from '../../support/process.ts';
import { openWorld } from '../../support/world.ts';

const minute = 60_000;
const asking = anExperiment({ approval: { required: true, timeoutMs: 3_600_000 } });

const states = ['awaiting-approval', 'checking', 'injecting', 'observing', 'recovering'] as const;

test.each<RunState>(states)('the reconciler takes home a run that was aborted while %s', async (state) => {
  const world = await openWorld({ needs: 2 });
  const runId = await world.start(state === 'awaiting-approval' ? asking : anExperiment());
  if (state === 'injecting') await world.when(async () => world.stopped().length > 0);
  else await world.until(runId, state);
  world.main.engine.stopExecution(runId);
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'untested', exitCode: 4 });
  expect(world.stopped()).toEqual([]);
  expect(await world.leases.list()).toEqual([]);
  expect(world.deadMan.firesAtMs(runId)).toBeUndefined();
});

test('a run whose execution was never started is closed, not lost', async () => {
  const world = await openWorld({
    around: async ({ name, make }) => {
      if (name === 'executions.start') throw new Error('throttled');
      return make();
    },
  });
  await expect(world.start(anExperiment(), 'r')).rejects.toThrow('throttled');
  await world.clock.advance(30_000);
  expect((await world.look('r')).state).toBe('planned');
  const { conclusion } = await world.concluded('r');
  expect(conclusion).toMatchObject({ restoration: 'nothing-injected', exitCode: 4 });
});

test('the dead man restores what a frozen orchestrator left, and gives no verdict in its place', async () => {
  const world = await openWorld({ needs: 2, reconciling: false });
  const runId = await world.start(anExperiment());
  await world.until(runId, 'observing');
  const status = async () => 'RUNNING' as const;
  const frozen = { ...executionsOn(world.main.engine), status };
  world.replaceDeadMan(startProcess(world.shop, 'dead-man-2', { executions: frozen }));
  world.main.die();
  await world.clock.advance(5 * minute);
  expect(world.stopped()).toEqual([]);
  expect(await world.look(runId)).toMatchObject({ state: 'verifying', signal: { kind: 'died' } });
  expect(await world.leases.list()).not.toEqual([]);
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'restored', exitCode: 4 });
});

test('the dead man restores with the store gone, by its input alone', async () => {
  let storeGone = false;
  const world = await openWorld({ needs: 1, reconciling: false });
  const runId = await world.start(anExperiment());
  await world.until(runId, 'observing');
  world.main.die();
  world.replaceDeadMan(
    startProcess(world.shop, 'dead-man-2', {
      around: async ({ name, make }) => {
        if (storeGone && !name.startsWith('faults')) throw new Error(`${name} is gone`);
        return make();
      },
    }),
  );
  storeGone = true;
  await world.clock.advance(6 * minute);
  expect(world.stopped()).toEqual([]);
  expect((await world.look(runId)).state).toBe('observing');
});

test('the dead man stays quiet while a healthy run is long, and while it recovers', async () => {
  const world = await openWorld({ needs: 1 });
  const { limits } = anExperiment();
  const runId = await world.start(
    anExperiment({
      faults: [aFault({ durationMs: 30 * minute })],
      limits: { ...limits, maxDurationMs: 30 * minute },
      steadyState: { ...anExperiment().steadyState, holdForMs: 2 * minute },
      recovery: { withinMs: 10 * minute },
    }),
  );
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'held', exitCode: 0 });
  const journal = await world.journal.read(runId);
  expect(journal.filter(({ actor }) => actor === 'dead-man')).toEqual([]);
});

test('a run that was closed but not tidied up is finished by the reconciler', async () => {
  let broken = true;
  const world = await openWorld({
    around: async ({ name, make }) => {
      if (broken && name === 'deadMan.disarm') throw new Error('throttled');
      return make();
    },
  });
  const runId = await world.start(anExperiment());
  const { conclusion } = await world.concluded(runId);
  expect(conclusion.hypothesis).toBe('held');
  // Longer than the state machine tries by itself.
  await world.clock.advance(50_000);
  expect(await world.leases.list()).not.toEqual([]);
  broken = false;
  await world.clock.advance(minute);
  expect(await world.leases.list()).toEqual([]);
  expect(world.deadMan.firesAtMs(runId)).toBeUndefined();
  expect(await world.kinds(runId)).toContain('finished-by-reconciler');
});

test('a notifier that fails holds nothing back', async () => {
  const world = await openWorld({
    around: async ({ name, make }) => {
      if (name === 'notices.tell' || name === 'reports.save') throw new Error('nobody hears');
      return make();
    },
  });
  const runId = await world.start(anExperiment());
  const { conclusion } = await world.concluded(runId);
  expect(conclusion.exitCode).toBe(0);
  expect(await world.leases.list()).toEqual([]);
  expect(await world.kinds(runId)).toContain('unfinished');
});
