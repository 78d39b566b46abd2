import { expect, test } from 'vitest';
import { ServiceUnavailable } from '../../../core/errors.ts';
import type { Experiment } from '../../../core/experiment.ts';
import { anExperiment, errorsAlarm, faultOn, instanceArn } from '../../support/an-experiment.ts';
import { openWorld, type World } from '../../support/world.ts';

// The second fault is due 90 s after the first: what changes in between must keep it from being injected.
const faults = [faultOn(1), faultOn(2, { startAfterMs: 90_000 })];
const { guards, limits } = anExperiment();
const window = { zone: 'UTC', days: ['Mon'] as const, fromMinute: 0, toMinute: 1440, closedDates: [] };

type Case = readonly [
  kind: string,
  reason: string,
  fields: Partial<Experiment>,
  meddle: (world: World) => unknown,
];

const cases: readonly Case[] = [
  ['target', 'web-2 no longer consents', {}, ({ targets }) => withdrawConsent(targets)],
  ['target', 'web-2 is no longer there', {}, ({ targets }) => targets.terminate(instanceArn(2))],
  ['alarm', 'alarm shop-errors is ALARM', {}, (world) => loudUnheard(world)],
  ['alarm', 'unreadable', {}, ({ alarms }) => alarms.remove('shop-errors')],
  [
    'deadline',
    'its deadline has passed',
    {},
    ({ runs, clock }) => runs.update('r', {}, { deadlineMs: clock.now() }),
  ],
  // No port lets this happen: it is what a mistake of ours would leave.
  [
    'guard',
    'only a plan was asked for',
    {},
    ({ runs }) => runs.update('r', {}, { onlyPlan: true } as object),
  ],
  ['guard', 'nobody approved it', {}, ({ runs }) => runs.update('r', {}, { approval: undefined })],
];

const withdrawConsent = (targets: World['targets']) => {
  const two = targets.get(instanceArn(2));
  if (two) targets.add({ ...two.target, tags: { app: 'shop' } });
};

const loudUnheard = (world: World) => {
  world.deafen();
  world.alarms.set('shop-errors', 'ALARM');
};

test.for(cases)(
  'what forbids one more fault stops the run: %s, %s',
  async ([kind, reason, fields, meddle]) => {
    const world = await openWorld({ needs: 1, reconciling: false, deadMan: false });
    const asks = reason === 'nobody approved it';
    const approval = { required: asks, timeoutMs: 3_600_000 };
    const runId = await world.start(anExperiment({ faults, approval, ...fields }), 'r');
    if (asks) await approve(world);
    await world.until(runId, 'observing');
    await meddle(world);
    await world.until(runId, 'recovering', 'closed');
    const { signal } = await world.look(runId);
    expect(signal).toMatchObject({ kind, reason: expect.stringContaining(reason) });
    expect(world.far.injected).toHaveLength(1);
  },
);

const approve = async (world: World) => {
  await world.until('r', 'awaiting-approval');
  const { plan } = await world.look('r');
  const planHash = plan?.hash ?? '';
  const approval = { answer: 'approved', by: 'ben', atMs: 0, planHash, expiresAtMs: Infinity } as const;
  await world.runs.update('r', {}, { approval });
  await world.main.invoke('reconcile', {});
};

test('a window that closes before the second fault keeps it from being injected', async () => {
  // The world begins at 10:10 UTC: the window holds what the limit allows, and then it is closed by hand.
  const world = await openWorld({ needs: 1, reconciling: false });
  const runId = await world.start(anExperiment({ faults, guards: { ...guards, window }, limits }));
  await world.until(runId, 'observing');
  const { experiment } = await world.look(runId);
  const stored = await world.experiments.get(experiment);
  if (stored === undefined) throw new Error('There is no document');
  const closed = { ...stored.document, guards: { ...guards, window: { ...window, toMinute: 1 } } };
  world.main.ports.experiments.get = async () => ({ ...stored, document: closed });
  await world.until(runId, 'recovering', 'closed');
  expect((await world.look(runId)).signal).toMatchObject({ kind: 'guard' });
});

test('a look for evidence that fails is no reason to stop', async () => {
  let failures = 3;
  const world = await openWorld({
    driver: (driver) => ({
      ...driver,
      evidence: async (fault) => {
        if (failures-- > 0) throw new ServiceUnavailable('throttled');
        return driver.evidence(fault);
      },
    }),
  });
  const { conclusion } = await world.concluded(await world.start(anExperiment()));
  expect(conclusion).toMatchObject({ hypothesis: 'held', exitCode: 0 });
});

test('a fault that never shows leaves the run untested', async () => {
  const evidence = async () => ({ present: 'no', level: 2, seen: 'nothing' }) as const;
  const world = await openWorld({ driver: (driver) => ({ ...driver, evidence }) });
  const { conclusion } = await world.concluded(await world.start(anExperiment()));
  expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'restored' });
  expect(conclusion.reasons).toEqual(['the presence of fault "stop-one" was never proven']);
});

test('an alarm whose history cannot be read at the end is judged by its events', async () => {
  let unreadable = false;
  const world = await openWorld({
    around: async ({ name, make }) => {
      if (unreadable && name === 'alarms.history') throw new ServiceUnavailable('throttled');
      return make();
    },
  });
  const steadyState = { holdForMs: 30_000, probes: [errorsAlarm] };
  const runId = await world.start(anExperiment({ steadyState }));
  await world.until(runId, 'observing');
  unreadable = true;
  world.alarms.set('shop-errors', 'ALARM', 'five of five');
  await world.clock.advance(1_000);
  expect(world.stopped()).toEqual([]);
  world.alarms.set('shop-errors', 'OK');
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'failed', restoration: 'restored' });
});
