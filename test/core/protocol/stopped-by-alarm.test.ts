import { expect, test } from 'vitest';
import { anExperiment, errorsAlarm, ordersMetric } from '../../support/an-experiment.ts';
import { openWorld } from '../../support/world.ts';

const byAlarm = anExperiment({ steadyState: { holdForMs: 30_000, probes: [errorsAlarm] } });

test('an alarm stops the run, and is named as what saw it first', async () => {
  const world = await openWorld();
  const runId = await world.start(byAlarm);
  await world.until(runId, 'observing');
  await world.clock.advance(5_000);
  world.alarms.set('shop-errors', 'ALARM', 'five of five');
  await world.clock.advance(1_000);
  expect(world.stopped()).toEqual([]);
  world.alarms.set('shop-errors', 'OK');
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({
    hypothesis: 'failed',
    exitCode: 3,
    measures: { firstSeenBy: 'errors' },
  });
});

test('an alarm whose event is lost stops the run within a minute', async () => {
  const world = await openWorld();
  const runId = await world.start(byAlarm);
  await world.until(runId, 'observing');
  world.deafen();
  world.alarms.set('shop-errors', 'ALARM');
  await world.clock.advance(61_000);
  expect(world.stopped()).toEqual([]);
  world.alarms.set('shop-errors', 'OK');
  expect((await world.concluded(runId)).conclusion.hypothesis).toBe('failed');
});

test('an alarm that came before the token stops the run', async () => {
  const world = await openWorld({
    around: async ({ name, make }) => {
      if (name === 'faults.inject') {
        const answer = await make();
        world.deafen();
        world.alarms.set('shop-errors', 'ALARM');
        return answer;
      }
      return make();
    },
  });
  const runId = await world.start(byAlarm);
  await world.until(runId, 'recovering');
  const { signal, injectedAtMs } = await world.look(runId);
  expect(signal).toMatchObject({ kind: 'alarm', atMs: injectedAtMs });
  world.alarms.set('shop-errors', 'OK');
  expect((await world.concluded(runId)).conclusion.hypothesis).toBe('failed');
});

test('an alarm that came and went while nobody listened fails the hypothesis all the same', async () => {
  const world = await openWorld();
  const runId = await world.start(byAlarm);
  await world.until(runId, 'observing');
  world.deafen();
  world.alarms.set('shop-errors', 'ALARM', 'a blip');
  await world.clock.advance(2_000);
  world.alarms.set('shop-errors', 'OK');
  const { conclusion, signal } = await world.concluded(runId);
  expect(signal).toBeUndefined();
  expect(conclusion).toMatchObject({ hypothesis: 'failed', reasons: [expect.stringContaining('a blip')] });
});

test('an alarm without data while a fault is present stops the run', async () => {
  const world = await openWorld();
  const runId = await world.start(byAlarm);
  await world.until(runId, 'observing');
  world.alarms.set('shop-errors', 'INSUFFICIENT_DATA');
  await world.clock.advance(1_000);
  expect((await world.look(runId)).signal?.kind).toBe('alarm');
  expect(world.stopped()).toEqual([]);
});

test('the temporary alarm of a metric stops the run, and is gone with it', async () => {
  const world = await openWorld();
  const runId = await world.start(
    anExperiment({ steadyState: { holdForMs: 60_000, probes: [ordersMetric()] } }),
  );
  await world.until(runId, 'checking');
  world.alarms.set(`firedrill-${runId}-orders`, 'OK');
  await world.until(runId, 'observing');
  world.metrics.set('orders', 0);
  await world.clock.advance(20_000);
  world.alarms.set(`firedrill-${runId}-orders`, 'ALARM');
  await world.clock.advance(0);
  world.metrics.set('orders', 100);
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'failed', measures: { firstSeenBy: 'orders' } });
  expect(await world.alarms.temporary(runId)).toEqual([]);
});
