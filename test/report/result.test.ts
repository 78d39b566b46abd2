import { expect, test } from 'vitest';
import { gameDayResultOnRecord, runResult, runResultOnRecord } from '../../core/result.ts';
import { dayConcluded, gameDayIn } from '../support/a-game-day.ts';
import { anExperiment } from '../support/an-experiment.ts';
import { openWorld } from '../support/world.ts';
import { ways } from './support/results.ts';

test('a result is plain JSON, in the order of time, with its chain checked', async () => {
  const result = await ways.held();
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  expect(Object.keys(result.readings).sort()).toEqual(['orders', 'shop']);
  for (const all of Object.values(result.readings)) {
    const at = all.map(({ atMs }) => atMs);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
  }
  expect(result.chain).toEqual({ ok: true, records: result.journal.length });
  expect(result.run.conclusion?.hypothesis).toBe('held');
});

test('without alarms and metrics to ask, the journal says what it knows', async () => {
  const world = await openWorld({ needs: 2 });
  const runId = await world.start(anExperiment());
  await world.until(runId, 'observing');
  world.alarms.set('shop-errors', 'ALARM');
  await world.concluded(runId);
  const [asked, known] = [
    await runResult(world.main.ports, runId),
    await runResultOnRecord(world.main.ports, runId),
  ];
  expect(known).toEqual({ ...asked, alarms: known.alarms });
  expect(known.alarms.errors?.map(({ state }) => state)).toContain('ALARM');
});

test('a game day has the runs that it came to', async () => {
  const world = await openWorld({ needs: 3 });
  const id = await gameDayIn(world, [{ of: anExperiment() }, { of: anExperiment({ name: 'other' }) }]);
  await dayConcluded(world, id);
  const { gameDay, runs } = await gameDayResultOnRecord(world.main.ports, id);
  expect(gameDay.gameDayId).toBe(id);
  expect(runs.map(({ run }) => run.runId)).toEqual([`${id}-1`]);
});

test('what is not there is named', async () => {
  const world = await openWorld();
  await expect(runResult(world.main.ports, 'nobody')).rejects.toThrow('nobody');
  await expect(gameDayResultOnRecord(world.main.ports, 'never')).rejects.toThrow('never');
});
