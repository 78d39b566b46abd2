import { expect, test } from 'vitest';
import type { Experiment } from '../../../core/experiment.ts';
import { planStateOf } from '../../../core/protocol/only-plan.ts';
import { requestRun } from '../../../core/protocol/request.ts';
import { startRun } from '../../../core/protocol/start.ts';
import { toldOf } from '../../../report/slack/told.ts';
import { sampleGameDay } from '../../contracts/samples.ts';
import { anExperiment, instanceArn } from '../../support/an-experiment.ts';
import { openWorld, type World } from '../../support/world.ts';

const { guards } = anExperiment();
const trigger = { kind: 'api', actor: 'ana' } as const;

const planOnly = async ({ main, concluded }: World, experiment: Experiment, runId = 'p') => {
  const ref = await main.ports.experiments.put(experiment);
  await startRun(main.ports, { runId, experiment: ref, trigger, onlyPlan: true });
  return concluded(runId);
};

/** Planned, with nobody who would conclude it. */
const planned = async ({ main, runs, clock }: World) => {
  const ref = await main.ports.experiments.put(anExperiment());
  await runs.create({
    ...{ runId: 'p', experiment: ref, trigger, seed: 'p', onlyPlan: true },
    ...{ state: 'planned', epoch: 0, createdAtMs: clock.now() },
  });
  await main.invoke('plan-run', { runId: 'p' });
};

const untouched = async (world: World) => {
  expect(world.far.injected).toEqual([]);
  expect(world.stopped()).toEqual([]);
  expect(await world.leases.list()).toEqual([]);
  expect(world.deadMan.firesAtMs('p')).toBeUndefined();
};

test('a run that is only to be planned ends with its plan, whatever its document would wait for', async () => {
  const world = await openWorld();
  const approval = { required: true, timeoutMs: 3_600_000 };

  const run = await planOnly(world, anExperiment({ approval }));

  expect(planStateOf(run)).toBe('ready');
  expect(run).toMatchObject({ refusal: { guard: 'plan-only' }, objections: [], plan: { seed: 'p' } });
  expect(run.conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'nothing-injected' });
  expect(world.entered('p')).toEqual(['Plan', 'Planned', 'Conclude']);
  await untouched(world);
});

test('everything that a run would be refused for stands beside the plan', async () => {
  const world = await openWorld();
  await world.levers.engage({ scope: 'global', by: 'ben', reason: 'no', atMs: 0 });
  world.incidents.set('pager', true);

  const run = await planOnly(world, anExperiment({ guards: { ...guards, incidents: ['pager'] } }));

  expect(planStateOf(run)).toBe('refused');
  expect(run.objections?.map(({ guard }) => guard)).toEqual(['lever', 'incident']);
  expect(run.plan?.hash).toMatch(/^[0-9a-f]{16}$/);
  await untouched(world);
});

test('where there can be no plan it says why', async () => {
  const world = await openWorld();
  const consentTag = { key: 'chaos', value: 'maybe' };

  const run = await planOnly(world, anExperiment({ limits: { ...anExperiment().limits, consentTag } }));

  expect(planStateOf(run)).toBe('refused');
  expect(run.objections).toMatchObject([{ guard: 'consent' }]);
  expect(run.plan).toBeUndefined();
});

test('one that was stopped before it was planned has failed, and says who stopped it', async () => {
  const world = await openWorld();
  const ref = await world.main.ports.experiments.put(anExperiment());
  const order = { runId: 'p', experiment: ref, trigger, onlyPlan: true } as const;
  const signal = { kind: 'person', atMs: 0, actor: 'ben', reason: 'not now' } as const;
  await world.runs.create({
    ...{ runId: 'p', experiment: ref, trigger, seed: 'p', onlyPlan: true },
    ...{ state: 'reverting', epoch: 1, createdAtMs: world.clock.now(), signal },
  });

  await startRun(world.main.ports, order);
  const run = await world.concluded('p');

  expect(planStateOf(run)).toBe('failed');
  expect(run.conclusion.reasons.join()).toContain('not now');
  await untouched(world);
});

test('nobody is told of a plan, and no list of runs has it', async () => {
  const world = await openWorld();

  await planOnly(world, anExperiment());

  expect(world.notices.told).toEqual([]);
  expect(await toldOf(world.main.ports, 'p', { environment: 'here', flags: '' })).toBeUndefined();
  expect(await world.runs.list(9)).toEqual([]);
  expect(await world.kinds('p')).toEqual(['plan-asked', 'plan-made', 'plan-over']);
});

test('asked again, the first answer stands', async () => {
  const world = await openWorld();
  await planned(world);
  const { plan } = await world.look('p');
  await world.levers.engage({ scope: 'global', by: 'ben', reason: 'no', atMs: 0 });
  world.targets.terminate(instanceArn(1));

  const again = await world.main.invoke('plan-run', { runId: 'p' });

  expect(again).toMatchObject({ next: 'refused' });
  expect(await world.look('p')).toMatchObject({ plan, objections: [] });
  expect(await world.kinds('p')).toEqual(['plan-made']);
});

test('no commit lets it pass, and none takes a lease for it', async () => {
  const world = await openWorld({ reconciling: false });
  await planned(world);

  await expect(world.main.invoke('commit-run', { runId: 'p' })).rejects.toThrow('only a plan was asked for');

  expect((await world.look('p')).state).toBe('planned');
  await untouched(world);
});

test('were it to be armed for whatever reason, no fault of it would be sent', async () => {
  const world = await openWorld({ reconciling: false, deadMan: false });
  await planned(world);
  await world.runs.update('p', {}, { state: 'checking' });
  await world.main.invoke('arm-deadman', { runId: 'p' });

  await expect(world.main.invoke('inject-faults', { runId: 'p' })).rejects.toThrow(
    'only a plan was asked for',
  );

  expect(await world.faultsOf('p')).toMatchObject([{ state: 'armed' }]);
  expect(await world.look('p')).toMatchObject({ state: 'reverting', signal: { kind: 'guard' } });
  expect(world.far.injected).toEqual([]);
});

test('a game day has no plan, and is not begun for one', async () => {
  const world = await openWorld();
  const definitions = {
    get: async () => ({
      ...({
        kind: 'GameDay',
        document: sampleGameDay({ gameDayId: 'day' }).document,
        experiments: [],
        version: '0',
      } as const),
      ...{ updatedAtMs: 0, updatedBy: 'ana' },
    }),
  };
  const asked = { kind: 'GameDay', name: 'autumn', id: 'day', trigger, onlyPlan: true } as const;

  await expect(requestRun(world.main.ports, definitions, asked)).rejects.toThrow('has no plan');

  expect(await world.gameDays.list(9)).toEqual([]);
});
