import { expect, test } from 'vitest';
import { anExperiment, errorsAlarm, ordersMetric, shopProbe } from '../../support/an-experiment.ts';
import { openWorld } from '../../support/world.ts';

const second = 1_000;
const withinMs = 120 * second;
const strict = shopProbe({ tolerance: { breaches: 1, of: 1 } });

type Answers = 'good' | 'bad' | 'silent';

/** A run whose fault harms nobody, and whose probe says this from so many seconds after its undo. */
const recoveringWhile = async (phases: readonly (readonly [fromSeconds: number, Answers])[]) => {
  let answers: Answers = 'good';
  const world = await openWorld({
    needs: 1,
    around: ({ name, make }) => {
      if (name !== 'http.ask' || answers === 'good') return make();
      return answers === 'silent'
        ? new Promise(() => undefined)
        : Promise.resolve({ status: 503, latencyMs: 1 });
    },
  });
  const steadyState = { holdForMs: 30 * second, probes: [strict] };
  const runId = await world.start(anExperiment({ steadyState, recovery: { withinMs } }));
  await world.until(runId, 'recovering');
  const { undoneAtMs = 0 } = await world.look(runId);
  for (const [fromSeconds, next] of phases) {
    await world.clock.advance(Math.max(0, undoneAtMs + fromSeconds * second - world.clock.now()));
    answers = next;
  }
  const { conclusion } = await world.concluded(runId);
  return { world, runId, conclusion };
};

const untested = { hypothesis: 'untested', restoration: 'restored', exitCode: 4 };
const failed = { hypothesis: 'failed', restoration: 'restored', exitCode: 3 };

test.each<[string, readonly (readonly [number, Answers])[], object]>([
  [
    'silent until long after the limit, and good before and after',
    [
      [1, 'silent'],
      [130, 'good'],
    ],
    untested,
  ],
  ['silent, for good', [[1, 'silent']], untested],
  [
    'bad until after the limit',
    [
      [1, 'bad'],
      [130, 'good'],
    ],
    failed,
  ],
  [
    'bad until after the limit, then silent',
    [
      [1, 'bad'],
      [123, 'silent'],
    ],
    failed,
  ],
  [
    'bad at first, then silent for good',
    [
      [1, 'bad'],
      [60, 'silent'],
    ],
    untested,
  ],
  [
    'bad at first, then silent, good after the limit',
    [
      [1, 'bad'],
      [60, 'silent'],
      [130, 'good'],
    ],
    untested,
  ],
  [
    'bad, silent at the limit, bad before it could have held',
    [
      [1, 'bad'],
      [110, 'silent'],
      [130, 'bad'],
    ],
    failed,
  ],
  [
    'silent, bad again only when it may have held',
    [
      [1, 'silent'],
      [100, 'bad'],
    ],
    untested,
  ],
  [
    'silent at first, good in time',
    [
      [1, 'silent'],
      [60, 'good'],
    ],
    untested,
  ],
])('a recovery whose probe is %s counts for what is certain of it', async (_, phases, verdict) => {
  const { conclusion } = await recoveringWhile(phases);
  expect(conclusion).toMatchObject(verdict);
});

test('a recovery that nobody saw is written down as that, once', async () => {
  const { world, runId, conclusion } = await recoveringWhile([
    [1, 'silent'],
    [130, 'good'],
  ]);
  expect(conclusion.reasons).toEqual(['the steady state after the fault was never confirmed']);
  const kinds = (await world.kinds(runId)).filter((kind) => kind.startsWith('recover'));
  expect(kinds).toEqual(['recovery-unconfirmed']);
});

test('a late recovery names what was bad', async () => {
  const { conclusion } = await recoveringWhile([
    [1, 'bad'],
    [130, 'good'],
  ]);
  expect(conclusion.reasons.join()).toContain('recovery came too late: shop: HTTP 503');
});

test('missing data of a metric for which they are a breach are bad readings, across the limit as well', async () => {
  const world = await openWorld({ needs: 1 });
  const steadyState = { holdForMs: 60 * second, probes: [ordersMetric()] };
  const runId = await world.start(anExperiment({ steadyState, recovery: { withinMs } }));
  await world.until(runId, 'checking');
  for (const alarm of await world.alarms.temporary(runId)) world.alarms.set(alarm, 'OK');
  await world.until(runId, 'recovering');
  world.metrics.set('orders', undefined);
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject(failed);
  expect(conclusion.reasons.join()).toContain('orders: no data');
});

test('a hold that was over before anybody looked is a recovery in time', async () => {
  const world = await openWorld({ needs: 1 });
  const steadyState = { holdForMs: 10 * second, probes: [errorsAlarm] };
  const runId = await world.start(anExperiment({ steadyState, recovery: { withinMs: 15 * second } }));
  await world.until(runId, 'observing');
  world.switches.reconciling = false;
  await world.until(runId, 'recovering');
  await world.clock.advance(12 * second);
  world.deafen();
  world.alarms.set('shop-errors', 'ALARM');
  await world.clock.advance(10 * second);
  world.switches.reconciling = true;
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'held', measures: { recoveryMs: 0 } });
});
