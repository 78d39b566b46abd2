import { expect, test } from 'vitest';
import { RunRefused } from '../../../core/errors.ts';
import type { Guards } from '../../../core/experiment.ts';
import { commitRun } from '../../../core/protocol/commit-run.ts';
import { planRun } from '../../../core/protocol/plan-run.ts';
import type { Conclusion, Run } from '../../../core/run.ts';
import { anExperiment, ordersMetric } from '../../support/an-experiment.ts';
import { openWorld, type World } from '../../support/world.ts';

const day = 86_400_000;

const { guards } = anExperiment();
const { expression, metrics, periodMs } = ordersMetric();
const budget = { name: 'orders', expression, metrics, periodMs, overMs: 3_600_000, atLeast: 50 };

/** A run of the same version that came out before; `ageMs` before now. */
const anEarlierRun = async (
  { runs, main: { ports } }: World,
  of: ReturnType<typeof experimentWith>,
  hypothesis: Conclusion['hypothesis'],
  ageMs = 0,
): Promise<void> => {
  const ref = await ports.experiments.put(of);
  const conclusion = { hypothesis, restoration: 'restored', reasons: [], measures: {}, exitCode: 0 } as const;
  const run: Run = {
    ...{ runId: `earlier-${hypothesis}`, experiment: ref, trigger: { kind: 'cli', actor: 'ana' }, seed: 's' },
    ...{ state: 'closed', epoch: 1, createdAtMs: ports.clock.now() - ageMs, conclusion },
  };
  await runs.create(run);
};

const experimentWith = (fields: Partial<Guards>) => anExperiment({ guards: { ...guards, ...fields } });

type Case = readonly [
  guard: string,
  said: string,
  fields: Partial<Guards>,
  forbid: (world: World, of: ReturnType<typeof experimentWith>) => unknown,
];

const unreadable = () => Promise.reject(new Error('gone'));
const fresh = { freshness: { notWithinMs: 7 * day } };

const cases: readonly Case[] = [
  [
    'calendar',
    'freeze is closed',
    { calendars: ['freeze'] },
    ({ calendars }) => calendars.set('freeze', false),
  ],
  [
    'calendar',
    'no: freeze cannot',
    { calendars: ['freeze'] },
    (w) => w.calendars.set('freeze', 'unreadable'),
  ],
  ['incident', 'incident is open', { incidents: ['pager'] }, ({ incidents }) => incidents.set('pager', true)],
  ['incident', 'no: pager cannot', { incidents: ['pager'] }, (w) => w.incidents.set('pager', 'unreadable')],
  [
    'deployment',
    'codepipeline:shop is deploying',
    { deployments: ['codepipeline:shop'] },
    ({ deployments }) => deployments.set('codepipeline:shop', true),
  ],
  [
    'deployment',
    'no: codepipeline:shop cannot be read',
    { deployments: ['codepipeline:shop'] },
    ({ deployments }) => deployments.set('codepipeline:shop', 'unreadable'),
  ],
  [
    'error-budget',
    '10 is left of the error budget orders, and 50 must be',
    { errorBudget: [budget] },
    async ({ metrics: read, clock }) => {
      read.set('orders', 10);
      await clock.advance(2 * periodMs);
    },
  ],
  [
    'error-budget',
    'no current value',
    { errorBudget: [budget] },
    async ({ metrics: read, clock }) => {
      read.set('orders', undefined);
      await clock.advance(10 * periodMs);
    },
  ],
  [
    'error-budget',
    'no: gone',
    { errorBudget: [budget] },
    (w) => Object.assign(w.metrics, { read: unreadable }),
  ],
  ['freshness', 'earlier-held proved it', fresh, (w, of) => anEarlierRun(w, of, 'held')],
  ['freshness', 'ago (failed)', fresh, (w, of) => anEarlierRun(w, of, 'failed')],
  ['freshness', 'no: gone', fresh, (w) => Object.assign(w.runs, { list: unreadable })],
  ['alarm', 'no: There is no alarm', {}, ({ alarms }) => alarms.remove('shop-errors')],
];

test.for(cases)('the %s guard refuses at the plan: %s', async ([guard, said, fields, forbid]) => {
  const world = await openWorld();
  const experiment = experimentWith(fields);
  await forbid(world, experiment);
  const runId = await world.start(experiment);
  const { conclusion, refusal } = await world.concluded(runId);
  expect(refusal).toMatchObject({ guard, reason: expect.stringContaining(said) });
  expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'nothing-injected', exitCode: 6 });
  expect(world.entered(runId)).not.toContain('Commit');
});

test.for(cases)('the %s guard refuses at the commit: %s', async ([guard, said, fields, forbid]) => {
  // Nobody drives this run but the test.
  const world = await openWorld({ reconciling: false });
  const { ports } = world.main;
  const experiment = experimentWith(fields);
  const runId = ports.ids.runId();
  await world.runs.create({
    ...{ runId, experiment: await ports.experiments.put(experiment), seed: runId, state: 'planned' },
    ...{ trigger: { kind: 'cli', actor: 'ana' }, epoch: 0, createdAtMs: ports.clock.now() },
  });
  expect(await planRun(ports, runId)).toMatchObject({ next: 'commit' });
  await forbid(world, experiment);
  await expect(commitRun(ports, runId)).rejects.toThrow(RunRefused);
  expect(await world.look(runId)).toMatchObject({
    refusal: { guard, reason: expect.stringContaining(said) },
    state: 'planned',
  });
  expect(world.far.injected).toEqual([]);
});

test.for<[string, Conclusion['hypothesis'], number]>([
  ['that proved nothing', 'untested', 0],
  ['that is too old', 'held', 8 * day],
])('an earlier run %s is no reason not to run again', async ([, hypothesis, ageMs]) => {
  const world = await openWorld();
  const experiment = experimentWith(fresh);
  await anEarlierRun(world, experiment, hypothesis, ageMs);
  const { conclusion } = await world.concluded(await world.start(experiment));
  expect(conclusion.hypothesis).toBe('held');
});

test('an experiment that has changed since it was proven runs again', async () => {
  const world = await openWorld();
  const experiment = experimentWith(fresh);
  await anEarlierRun(world, experiment, 'held');
  const changed = { ...experiment, recovery: { withinMs: 60_000 } };
  const { conclusion } = await world.concluded(await world.start(changed));
  expect(conclusion.hypothesis).toBe('held');
});

test('more runs than anybody looks through are as good as unreadable', async () => {
  const world = await openWorld();
  const experiment = experimentWith(fresh);
  const nowMs = world.clock.now();
  const ref = { name: 'others', version: 'v' };
  Object.assign(world.runs, {
    list: async (limit: number) =>
      Array.from({ length: limit }, () => ({ runId: 'r', experiment: ref, createdAtMs: nowMs })),
  });
  const { refusal } = await world.concluded(await world.start(experiment));
  expect(refusal).toMatchObject({
    guard: 'freshness',
    reason: expect.stringContaining('more than 1000 runs began within 7 d'),
  });
});

test('what is left of an error budget is enough at the limit', async () => {
  const world = await openWorld();
  world.metrics.set('orders', 50);
  await world.clock.advance(2 * periodMs);
  const { conclusion } = await world.concluded(await world.start(experimentWith({ errorBudget: [budget] })));
  expect(conclusion.hypothesis).toBe('held');
});
