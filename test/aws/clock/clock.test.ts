import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { timeOrderedIds } from '../../../adapters/clock/time-ordered-ids.ts';
import { wallClock } from '../../../adapters/clock/wall-clock.ts';
import { clockContract } from '../../contracts/clock-contract.ts';

clockContract('wall', () => {
  const pass = async (ms: number) => {
    const untilMs = wallClock.now() + ms + 1;
    while (wallClock.now() < untilMs) await sleep(1);
  };
  return { clock: wallClock, pass };
});

test('ids sort by time, and are names that Step Functions takes', () => {
  let nowMs = Date.UTC(2026, 10, 23);
  const ids = timeOrderedIds({ now: () => nowMs });
  const made = Array.from({ length: 50 }, () => {
    nowMs += 1;
    return ids.runId();
  });
  expect(made).toEqual([...made].sort());
  expect(new Set(made).size).toBe(50);
  for (const id of [...made, ids.gameDayId(), ids.attemptId()]) expect(id).toMatch(/^[a-z0-9-]{26,80}$/);
  expect(ids.gameDayId()).toMatch(/^day-/);
});
