import { expect, test } from 'vitest';
import { scenarios } from './scenarios.ts';
import { readSchedule } from './schedule.ts';
import { simulate } from './simulate.ts';

test.each([...scenarios.values()])(
  'a run of $name comes out as $hypothesis when nothing goes wrong',
  async ({ name, hypothesis }) => {
    const outcome = await simulate(readSchedule(`${name} seed=1: nothing`));
    expect(outcome.violations).toEqual([]);
    expect(outcome.verdict).toBe(`${hypothesis}, restored`);
  },
);

test('the same schedule is the same run, call by call', async () => {
  const line =
    'ours/probed seed=7: inject-faults/faults.inject#1=response-lost, reconcile/runs.open#1=throttle';
  const told = async () => {
    const { timeline } = await simulate(readSchedule(line), true);
    return timeline.map((entry) => entry.replaceAll(/run-\d+/g, 'run'));
  };
  expect(await told()).toEqual(await told());
});

test('another seed is another order of things', async () => {
  const told = async (seed: number) =>
    (await simulate(readSchedule(`ours/fails seed=${seed}: nothing`), true)).timeline;
  expect(await told(1)).not.toEqual(await told(2));
});

test('what a random schedule turned out to be is run again by its names', async () => {
  const surprises = [20, 60, 90].map((afterCalls) => ({ afterCalls, which: 0.05 }));
  const first = await simulate({ ...readSchedule('mixed/two seed=3: nothing'), surprises }, true);
  expect(first.schedule.disturbances).toHaveLength(3);
  const again = await simulate(first.schedule, true);
  const bare = (lines: readonly string[]) => lines.map((line) => line.replaceAll(/run-\d+/g, 'run'));
  expect(bare(again.timeline)).toEqual(bare(first.timeline));
});
