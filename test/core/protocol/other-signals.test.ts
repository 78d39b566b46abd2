import { expect, test } from 'vitest';
import { onCalendarClosed, onFaultEnd } from '../../../core/protocol/other-signals.ts';
import { anExperiment } from '../../support/an-experiment.ts';
import { openWorld, type World } from '../../support/world.ts';

const calendar = 'arn:aws:ssm:eu-central-1:123456789012:document/freeze';
const guarded = anExperiment({
  guards: { ...anExperiment().guards, calendars: ['freeze'] },
});

const faulted = async (world: World, experiment = anExperiment()) => {
  const runId = await world.start(experiment);
  await world.when(async () => (await world.look(runId)).state === 'observing');
  return runId;
};

test.each(['stopped', 'failed', 'cancelled'] as const)(
  'a fault that was %s at the far end before its time ends its run, and nothing is called held',
  async (status) => {
    const world = await openWorld();
    const runId = await faulted(world);
    await onFaultEnd(world.main.ports, { runId, by: 'fis', status, reason: 'a safety lever' });
    const { conclusion, signal } = await world.concluded(runId);
    expect(signal).toMatchObject({ kind: 'target', actor: 'fis' });
    expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'restored' });
    expect(conclusion.reasons.join()).toContain(`the fault was ${status} by fis: a safety lever`);
  },
);

test('a fault that is completed at the far end ends nothing', async () => {
  const world = await openWorld();
  const runId = await faulted(world);
  await onFaultEnd(world.main.ports, { runId, by: 'fis', status: 'completed', reason: '' });
  expect((await world.look(runId)).state).toBe('observing');
});

test("a fault of nobody's run is nobody's business", async () => {
  const world = await openWorld();
  await onFaultEnd(world.main.ports, { runId: 'nowhere', by: 'fis', status: 'stopped', reason: '' });
  expect(await world.runs.list(1)).toEqual([]);
});

test.each([calendar, 'freeze'])('a calendar that closes, told as %s, stops what it guards', async (told) => {
  const world = await openWorld();
  const runId = await faulted(world, guarded);
  await onCalendarClosed(world.main.ports, told);
  const { signal } = await world.concluded(runId);
  expect(signal).toMatchObject({ kind: 'guard', reason: `the calendar ${told} has closed` });
});

test('a calendar that closes stops nothing else', async () => {
  const world = await openWorld();
  const runId = await faulted(world);
  await onCalendarClosed(world.main.ports, calendar);
  expect((await world.look(runId)).state).toBe('observing');
});
