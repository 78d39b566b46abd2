import { expect, test } from 'vitest';
import { anExperiment, faultOn, shopProbe } from '../../support/an-experiment.ts';
import { openWorld } from '../../support/world.ts';

const later = { startAfterMs: 90_000, durationMs: 60_000 };

test('the second fault is injected at its time', async () => {
  const world = await openWorld({ needs: 1 });
  const runId = await world.start(anExperiment({ faults: [faultOn(1), faultOn(2, later)] }));
  const { conclusion } = await world.concluded(runId);
  expect(conclusion.hypothesis).toBe('held');
  const [first, second] = await world.faultsOf(runId);
  expect((second?.injectedAtMs ?? 0) - (first?.injectedAtMs ?? 0)).toBe(90_000);
});

test('faults that all begin later wait for their time', async () => {
  const world = await openWorld({ needs: 1 });
  const runId = await world.start(anExperiment({ faults: [faultOn(2, later)] }));
  await world.until(runId, 'observing');
  await world.clock.advance(60_000);
  expect(world.stopped()).toEqual([]);
  const { conclusion, faultsFromMs = 0, injectedAtMs } = await world.concluded(runId);
  expect(injectedAtMs).toBe(faultsFromMs + 90_000);
  expect(conclusion).toMatchObject({ hypothesis: 'held', restoration: 'restored' });
});

test.each(['global', 'experiment:one-instance-stops', 'service:shop'])(
  'the %s lever, pulled before the second fault, keeps it from being injected',
  async (scope) => {
    const world = await openWorld({ needs: 1, reconciling: false });
    const runId = await world.start(anExperiment({ faults: [faultOn(1), faultOn(2, later)] }));
    await world.until(runId, 'observing');
    await world.levers.engage({ scope, by: 'ben', reason: 'sale', atMs: world.clock.now() });
    const { conclusion } = await world.concluded(runId);
    expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'restored', exitCode: 4 });
    expect(conclusion.reasons.join()).toContain('sale');
    expect(world.far.injected).toHaveLength(1);
  },
);

test('the lever, pulled while faults are present, stops the run within a minute', async () => {
  const world = await openWorld({ needs: 1 });
  const runId = await world.start(anExperiment());
  await world.until(runId, 'observing');
  await world.levers.engage({ scope: 'global', by: 'ben', reason: 'sale', atMs: world.clock.now() });
  await world.clock.advance(60_000);
  expect((await world.look(runId)).signal?.kind).toBe('lever');
  expect(world.stopped()).toEqual([]);
});

test('an experiment as long as its limit is observed nearly to its end, and is undone by its deadline', async () => {
  const world = await openWorld();
  const { limits } = anExperiment();
  const runId = await world.start(anExperiment({ limits: { ...limits, maxDurationMs: 120_000 } }));
  const {
    conclusion,
    undoneAtMs = Infinity,
    deadlineMs = 0,
    revertingAtMs = 0,
  } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'held', exitCode: 0 });
  expect(undoneAtMs).toBeLessThan(deadlineMs);
  expect(deadlineMs - revertingAtMs).toBeLessThanOrEqual(10_000);
});

test('a run that outlives its deadline is stopped', async () => {
  const world = await openWorld({ needs: 1, deadMan: false });
  const runId = await world.start(anExperiment());
  await world.until(runId, 'observing');
  await world.runs.update(runId, {}, { deadlineMs: world.clock.now() + 1_000 });
  await world.clock.advance(61_000);
  expect((await world.look(runId)).signal).toMatchObject({ kind: 'deadline' });
  expect(world.stopped()).toEqual([]);
});

test('a watcher that falls silent stops the run, and proves nothing', async () => {
  let silent = false;
  const world = await openWorld({
    around: ({ name, make }) => (name === 'http.ask' && silent ? new Promise(() => undefined) : make()),
  });
  const runId = await world.start(anExperiment());
  await world.until(runId, 'observing');
  silent = true;
  await world.clock.advance(70_000);
  expect((await world.look(runId)).signal).toMatchObject({ kind: 'silent' });
  expect(world.stopped()).toEqual([]);
  silent = false;
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'restored', exitCode: 4 });
});

test('the watchers of a long run hand over to each other', async () => {
  const world = await openWorld({ needs: 1 });
  const { limits } = anExperiment();
  const slow = shopProbe({ everyMs: 5_000, tolerance: { breaches: 1, of: 1 } });
  const runId = await world.start(
    anExperiment({
      steadyState: { holdForMs: 30_000, probes: [slow] },
      faults: [faultOn(1, { durationMs: 40 * 60_000 })],
      limits: { ...limits, maxDurationMs: 60 * 60_000 },
    }),
  );
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'held', measures: { recoveryMs: 0 } });
  expect((await world.kinds(runId)).filter((kind) => kind === 'watcher-started').length).toBeGreaterThan(2);
});
