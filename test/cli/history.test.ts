import { afterAll, expect, test } from 'vitest';
import { openPlace } from '../e2e/support/place.ts';
import { ways } from '../report/support/results.ts';
import { onRecord } from './support/on-record.ts';

const place = openPlace();
afterAll(place.close);

const day = 24 * 3_600_000;

test('without a run it says so', async () => {
  const { stderr } = await place.must('history');
  expect(stderr).toBe('No run yet.\n');
});

test('each experiment has its verdicts, oldest first, its recovery times, and when it last held', async () => {
  const [held, failed, refused] = [await ways.held(), await ways.failed(), await ways.refused()];
  const nowMs = Date.now();
  const times = [
    ['a', held, nowMs - 9 * day],
    ['b', failed, nowMs - 3.5 * day],
    ['c', held, nowMs - 3 * day - 1],
    ['d', refused, nowMs - day],
  ] as const;
  for (const [id, result, createdAtMs] of times) await onRecord(place.stateDir, result, id, { createdAtMs });
  await onRecord(place.stateDir, failed, 'e', {
    createdAtMs: nowMs,
    experiment: { name: 'x', version: 'y' },
  });

  const { stderr, lines } = await place.must('history');

  expect(stderr).toMatch(/^one-instance-stops {2}✔ ✘ ✔ \? {2}last held 3 days ago$/m);
  expect(stderr).toMatch(/ ✘ failed · restored, verified · recovered in 980 ms {2}b$/m);
  const [one] = lines.filter(({ name }) => name === 'one-instance-stops');
  expect(one).toMatchObject({
    type: 'experiment',
    daysSinceHeld: 3,
    runs: [
      { runId: 'd', hypothesis: 'untested', recoveryMs: null },
      { runId: 'c', hypothesis: 'held', restoration: 'restored', exitCode: 0 },
      { runId: 'b', hypothesis: 'failed' },
      { runId: 'a', hypothesis: 'held' },
    ],
  });
});

test('one experiment, and no more runs of it than wanted', async () => {
  const { lines } = await place.must('history', '--experiment', 'one-instance-stops', '--limit', '2');
  expect(lines.filter(({ type }) => type === 'experiment')).toMatchObject([
    { name: 'one-instance-stops', daysSinceHeld: 3, runs: [{ runId: 'd' }, { runId: 'c' }] },
  ]);
});

test.each([
  [['--experiment', 'one-instance-stop'], /did you mean one-instance-stops\?$/],
  [['--limit', 'many'], /^--limit many: it must be a whole number from 1$/],
  [['--limit', '0'], /^--limit 0: it must be a whole number from 1$/],
])('history %s is refused in one line', async (args, says) => {
  const { code, stderr } = await place.run('history', ...args);
  expect(code).toBe(2);
  expect(stderr.trimEnd()).toMatch(says);
});
