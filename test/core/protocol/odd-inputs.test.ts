import { expect, test } from 'vitest';
import { NeedsHuman } from '../../../core/errors.ts';
import { isOverdue } from '../../../core/protocol/bring-home.ts';
import { causeOf, inWords } from '../../../core/protocol/problem.ts';
import { because } from '../../../core/protocol/record.ts';
import { anExperiment } from '../../support/an-experiment.ts';
import { openWorld } from '../../support/world.ts';

test.each([
  ['plain', 'plain'],
  ['{"errorType":"E","errorMessage":"it \\"broke\\"","trace":["x"', 'it "broke"'],
  ['{"errorType":"E"', '{"errorType":"E"'],
])('a cause as Lambda wraps it, cut or whole: %s', (Cause, expected) => {
  expect(causeOf({ Error: 'E', Cause })).toBe(expected);
});

test('a problem without a cause is called by its name', () => {
  expect(inWords({ Error: 'States.Timeout', Cause: '' })).toBe('States.Timeout');
  expect(inWords({ Error: 'E', Cause: 'so' })).toBe('E: so');
});

test('what is thrown and is no error is told as it is', () => {
  expect(because('gone')).toBe('gone');
});

test('a run whose document is no longer in the store is not guessed at', async () => {
  const world = await openWorld({ reconciling: false });
  const runId = await world.start(anExperiment());
  world.experiments.get = async () => undefined;
  await expect(world.main.invoke('plan-run', { runId })).rejects.toMatchObject({ name: 'NotFound' });
});

test('a run that has not begun to revert is never overdue', async () => {
  const world = await openWorld();
  const runId = await world.start(anExperiment());
  expect(await isOverdue(world.main.ports, runId)).toBe(false);
});

test('a driver that is gone keeps the run open and pages', async () => {
  const world = await openWorld({ deadMan: false });
  const runId = await world.start(anExperiment());
  await world.until(runId, 'observing');
  const [driver] = world.shop.faults;
  if (driver === undefined) throw new Error('There is no driver');
  const { facts } = driver;
  driver.facts = () => undefined;
  await world.clock.advance(40 * 60_000);
  expect(world.notices.told.some(({ kind }) => kind === 'needs-human')).toBe(true);
  expect((await world.look(runId)).state).not.toBe('closed');
  driver.facts = facts;
  expect((await world.concluded(runId)).conclusion.restoration).toBe('restored');
});

test('a run that was closed without a verdict needs a person', async () => {
  const world = await openWorld({ reconciling: false, deadMan: false });
  const runId = await world.start(anExperiment());
  await world.runs.update(runId, {}, { state: 'closed' });
  await expect(world.main.invoke('conclude-run', { runId })).rejects.toBeInstanceOf(NeedsHuman);
});

test('a run without a plan, a deadline or a fault is refused where it needs them', async () => {
  const world = await openWorld({ reconciling: false });
  const ref = await world.experiments.put(anExperiment());
  const run = {
    runId: 'bare',
    experiment: ref,
    trigger: { kind: 'cli', actor: 'a' },
    seed: 's',
    epoch: 0,
  } as const;
  await world.runs.create({ ...run, state: 'planned', createdAtMs: world.clock.now() });
  await expect(world.main.invoke('commit-run', { runId: 'bare' })).rejects.toMatchObject({
    name: 'RunRefused',
  });
  await world.runs.update('bare', {}, { state: 'checking' });
  await world.main.invoke('arm-deadman', { runId: 'bare' });
  expect(await world.main.invoke('inject-faults', { runId: 'bare' })).toHaveProperty('then', 'revert');
  expect(await world.main.invoke('revert-faults', { runId: 'bare' })).toEqual({ quarantineSeconds: 0 });
  await world.runs.update('bare', {}, { state: 'verifying' });
  await world.main.invoke('await-recovery', { runId: 'bare', token: 't' });
  expect(await world.main.invoke('conclude-run', { runId: 'bare' })).toMatchObject({ exitCode: 4 });
});
