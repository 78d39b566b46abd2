import { expect, test } from 'vitest';
import { readSchedule } from './schedule.ts';
import { simulate } from './simulate.ts';

/** When the first undo was asked for, and when the abort came, in simulated milliseconds after the start. */
const waited = async (without: string): Promise<number> => {
  const line = `ours/again seed=1${without}: observe-run/runs.update#1=abort`;
  const { timeline, violations } = await simulate(readSchedule(line), true);
  expect(violations).toEqual([]);
  const atMs = (what: string) => Number.parseInt(timeline.find((entry) => entry.includes(what)) ?? '', 10);
  return atMs('faults.undo') - atMs('<<< abort');
};

// No promise rests on it, so no invariant misses it (docs/safety.md); this is what it is for.
test('without the status rule an execution that was aborted is brought home a minute later', async () => {
  expect(await waited('')).toBeLessThan(2_000);
  expect(await waited(' without=status-rule')).toBeGreaterThan(30_000);
});
