import { expect, test } from 'vitest';
import type { Experiment } from '../../../core/experiment.ts';
import { aFault, anExperiment, faultOn, shopProbe } from '../../support/an-experiment.ts';
import { openWorld, type World } from '../../support/world.ts';

const { guards, limits } = anExperiment();
const closedAtTen = {
  ...{ zone: 'Europe/Berlin', days: ['Mon', 'Tue'] as const, closedDates: [] },
  ...{ fromMinute: 12 * 60, toMinute: 16 * 60 },
};

type Case = readonly [
  guard: string,
  said: string,
  fields: Partial<Experiment>,
  arrange?: (world: World) => unknown,
];

const cases: readonly Case[] = [
  [
    'lever',
    'global',
    {},
    ({ levers }) => levers.engage({ scope: 'global', by: 'ben', reason: 'no', atMs: 0 }),
  ],
  ['window', 'open from', { guards: { ...guards, window: closedAtTen } }],
  [
    'window',
    'Day of the Test',
    { guards: { ...guards, window: { ...closedAtTen, fromMinute: 0, toMinute: 1440, holidays: 'DE' } } },
  ],
  [
    'calendar',
    'freeze is closed',
    { guards: { ...guards, calendars: ['freeze'] } },
    ({ calendars }) => calendars.set('freeze', false),
  ],
  [
    'calendar',
    'cannot be read',
    { guards: { ...guards, calendars: ['freeze'] } },
    ({ calendars }) => calendars.set('freeze', 'unreadable'),
  ],
  [
    'incident',
    'an incident is open',
    { guards: { ...guards, incidents: ['pager'] } },
    ({ incidents }) => incidents.set('pager', true),
  ],
  [
    'incident',
    'cannot be read',
    { guards: { ...guards, incidents: ['pager'] } },
    ({ incidents }) => incidents.set('pager', 'unreadable'),
  ],
  ['alarm', 'already in ALARM', {}, ({ alarms }) => alarms.set('shop-errors', 'ALARM')],
  ['alarm', 'cannot be read', { guards: { ...guards, quietAlarms: ['nowhere'] } }],
  [
    'consent',
    'lacks the consent tag',
    { limits: { ...limits, consentTag: { key: 'chaos', value: 'maybe' } } },
  ],
  [
    'limits',
    'more than limits.maxTargets',
    { faults: [faultOn(1), faultOn(2)], limits: { ...limits, maxTargets: 1 } },
  ],
  [
    'limits',
    '67 % of the fleet',
    {
      faults: [aFault({ targets: { ...aFault().targets, select: { mode: 'COUNT', count: 2 } } })],
      limits: { ...limits, maxPercent: 50 },
    },
  ],
  ['limits', 'longer than limits.maxDuration', { limits: { ...limits, maxDurationMs: 60_000 } }],
  [
    'limits',
    'no probe could see',
    { steadyState: { holdForMs: 1_000, probes: [shopProbe({ everyMs: 90_000 })] } },
  ],
  [
    'targets',
    'is none',
    { faults: [aFault({ targets: { ...aFault().targets, tags: { app: 'nothing' } } })] },
  ],
  ['action', 'no driver here makes', { faults: [aFault({ action: 'aws:rds:failover-db-cluster' })] }],
];

test.for(cases)('the %s guard refuses a run: %s', async ([guard, said, fields, arrange]) => {
  const world = await openWorld();
  await arrange?.(world);
  const { conclusion, refusal } = await world.concluded(await world.start(anExperiment(fields)));
  expect(refusal).toMatchObject({ guard, reason: expect.stringContaining(said) });
  expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'nothing-injected', exitCode: 6 });
  expect(world.far.injected).toEqual([]);
  expect(await world.leases.list()).toEqual([]);
});

test('every reason is written down, not only the first', async () => {
  const world = await openWorld();
  await world.levers.engage({ scope: 'global', by: 'ben', reason: 'no', atMs: 0 });
  world.incidents.set('pager', true);
  const runId = await world.start(anExperiment({ guards: { ...guards, incidents: ['pager'] } }));
  await world.concluded(runId);
  const refused = (await world.journal.read(runId)).filter(({ kind }) => kind === 'refused');
  expect(refused.map(({ data }) => data?.guard)).toEqual(['lever', 'incident']);
});

test('of two runs on the same targets the second is refused', async () => {
  const world = await openWorld();
  const first = await world.start(anExperiment());
  await world.until(first, 'observing');
  const second = await world.start(anExperiment({ name: 'another' }));
  const { refusal, conclusion } = await world.concluded(second);
  expect(refusal).toMatchObject({ guard: 'lease', reason: expect.stringContaining(first) });
  expect(conclusion.exitCode).toBe(6);
  expect((await world.concluded(first)).conclusion.hypothesis).toBe('held');
});

test('a fleet that changed between plan and commit is refused', async () => {
  const world = await openWorld();
  const runId = await world.start(anExperiment({ approval: { required: true, timeoutMs: 3_600_000 } }));
  await world.until(runId, 'awaiting-approval');
  const { plan } = await world.look(runId);
  const [hit = ''] = plan?.faults.flatMap(({ targets }) => targets.map(({ arn }) => arn)) ?? [];
  world.targets.terminate(hit);
  await world.runs.update(
    runId,
    {},
    {
      approval: { answer: 'approved', by: 'ben', atMs: 0, planHash: plan?.hash ?? '', expiresAtMs: Infinity },
    },
  );
  const { refusal } = await world.concluded(runId);
  expect(refusal).toMatchObject({ guard: 'plan' });
});

test('a shop that is not steady is left alone', async () => {
  const world = await openWorld({ needs: 4 });
  const { conclusion, refusal } = await world.concluded(await world.start(anExperiment()));
  expect(refusal).toMatchObject({ guard: 'steady-state', reason: expect.stringContaining('HTTP 503') });
  expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'nothing-injected', exitCode: 4 });
  expect(world.far.injected).toEqual([]);
});

test('a steady state that never shows itself is not waited for without end', async () => {
  const world = await openWorld();
  world.alarms.set('quiet', 'INSUFFICIENT_DATA');
  const probes = [{ type: 'alarm', name: 'quiet', alarm: 'quiet' }] as const;
  const runId = await world.start(anExperiment({ steadyState: { holdForMs: 30_000, probes } }));
  const { conclusion, refusal } = await world.concluded(runId);
  expect(refusal).toMatchObject({ guard: 'steady-state', reason: expect.stringContaining('in time') });
  expect(conclusion.exitCode).toBe(4);
});

test('an order given twice is one run', async () => {
  const world = await openWorld();
  await Promise.all([world.start(anExperiment(), 'once'), world.start(anExperiment(), 'once')]);
  await world.concluded('once');
  await world.start(anExperiment(), 'once');
  await world.clock.advance(120_000);
  expect(await world.runs.list(10)).toHaveLength(1);
  expect(world.far.injected).toHaveLength(1);
});
