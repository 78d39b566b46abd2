import { expect, test } from 'vitest';
import { stopGameDay } from '../../core/gameday/gate.ts';
import { gameDayResult } from '../../core/result.ts';
import { gameDayHtml } from '../../report/gameday-html.ts';
import { dayConcluded, gameDayIn, type Step } from '../support/a-game-day.ts';
import { anExperiment, faultOn } from '../support/an-experiment.ts';
import { openWorld } from '../support/world.ts';
import { poisoned } from './support/poisoned.ts';
import { wordsOf } from './support/results.ts';

const holds = anExperiment({ name: 'one-stops', title: 'One stops' });
const fails = anExperiment({ name: 'two-stop', title: 'Two stop', faults: [faultOn(1), faultOn(2)] });

const pageOf = async (steps: readonly Step[]) => {
  const world = await openWorld();
  const id = await gameDayIn(world, steps);
  await dayConcluded(world, id);
  return gameDayHtml(await gameDayResult(world.main.ports, id));
};

test('the page has each step with what was expected and what came, and each run with its charts', async () => {
  const page = await pageOf([
    { of: holds, expect: 'held' },
    { of: fails, expect: 'failed', continueOn: 'any' },
  ]);
  expect(wordsOf(page)).toContain('AS EXPECTED');
  expect(wordsOf(page)).toMatch(/1\. One stops\s+HELD\s+HELD , as expected/);
  expect(wordsOf(page)).toMatch(/2\. Two stop\s+FAILED\s+FAILED , as expected/);
  for (const run of ['run-1', 'run-2']) {
    expect(page).toContain(`href="#${run}"`);
    expect(page.split(`<article id="${run}"`)[1]?.split('</article>')[0]).toContain('Timeline of the run');
  }
});

test('a step that was not run says why, and the day that it was not as expected', async () => {
  const page = wordsOf(await pageOf([{ of: fails, expect: 'held' }, { of: holds }]));
  expect(page).toContain('NOT AS EXPECTED');
  expect(page).toContain('FAILED , not as expected');
  expect(page).toContain('not run: step 1: its hypothesis is failed');
});

test('who stopped it is said', async () => {
  const world = await openWorld();
  const id = await gameDayIn(world, [{ of: holds, human: true }]);
  await world.when(async () => (await world.gameDays.get(id))?.waiting !== undefined);
  await stopGameDay(world.main.ports, id, 'ben', 'the shop has a sale');
  await dayConcluded(world, id);
  const page = wordsOf(gameDayHtml(await gameDayResult(world.main.ports, id)));
  expect(page).toContain('stopped by ben: the shop has a sale');
});

test('nothing foreign gets into its mark-up', async () => {
  const world = await openWorld();
  const id = await gameDayIn(world, [
    { of: fails, expect: 'held' },
    { of: holds, expect: 'held' },
  ]);
  await dayConcluded(world, id);
  const page = gameDayHtml(poisoned(await gameDayResult(world.main.ports, id)));
  expect(page.includes('&lt;script&gt;alert(&quot;x&quot;)')).toBe(true);
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page.match(/<\/style/g)).toHaveLength(1);
});
