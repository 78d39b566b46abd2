import { expect, test } from 'vitest';
import { aFault, anExperiment } from '../../support/an-experiment.ts';
import { openWorld } from '../../support/world.ts';

const terminate = aFault({ name: 'terminate-one', action: 'aws:ec2:terminate-instances', durationMs: 0 });
const faults = [terminate];

test('an irreversible fault is restored only when its replacement is there', async () => {
  const world = await openWorld({ needs: 2 });
  const runId = await world.start(anExperiment({ faults }));
  await world.until(runId, 'recovering');
  expect((await world.faultsOf(runId))[0]?.state).toBe('undone');
  const { conclusion } = await world.concluded(runId);
  const replaced = world.targets.all().find(({ replaces }) => replaces !== undefined);
  expect(replaced?.state).toBe('running');
  expect(conclusion).toMatchObject({ hypothesis: 'held', restoration: 'restored', exitCode: 0 });
});

test('its recovery is counted from the injection', async () => {
  const world = await openWorld({ needs: 3 });
  const runId = await world.start(anExperiment({ faults, recovery: { withinMs: 90_000 } }));
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'failed', restoration: 'restored' });
  expect(conclusion.measures.recoveryMs).toBeGreaterThanOrEqual(59_000);
  expect(conclusion.measures.recoveryMs).toBeLessThanOrEqual(61_000);
});

test('a recovery that comes too late fails the hypothesis', async () => {
  const world = await openWorld({ needs: 3 });
  const runId = await world.start(anExperiment({ faults, recovery: { withinMs: 20_000 } }));
  const { conclusion, recovered } = await world.concluded(runId);
  expect(recovered).toMatchObject({ inTime: false, reason: expect.stringContaining('HTTP 503') });
  expect(conclusion).toMatchObject({ hypothesis: 'failed', restoration: 'restored', exitCode: 3 });
});

test('a replacement that comes too late fails the hypothesis, though users notice nothing', async () => {
  const world = await openWorld({ needs: 2 });
  const steadyState = { ...anExperiment().steadyState, holdForMs: 10_000 };
  const runId = await world.start(anExperiment({ faults, steadyState, recovery: { withinMs: 30_000 } }));
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'failed', restoration: 'restored' });
  expect(conclusion.reasons.join()).toContain('recovery came too late');
});

test('a process that is killed and started again proves itself', async () => {
  const world = await openWorld({ needs: 2 });
  const kill = aFault({ name: 'kill', action: 'aws:ssm:send-command', durationMs: 0 });
  const { conclusion } = await world.concluded(await world.start(anExperiment({ faults: [kill] })));
  expect(conclusion).toMatchObject({ hypothesis: 'held', restoration: 'restored' });
});
