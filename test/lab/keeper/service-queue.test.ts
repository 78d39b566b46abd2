import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serviceQueue } from '../../../lab/workload/service-queue.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('one worker takes one job after the other', () => {
  const queue = serviceQueue(
    () => 100,
    5,
    () => Date.now(),
  );
  const done: number[] = [];
  for (const job of [1, 2, 3]) queue.offer(() => done.push(job));
  vi.advanceTimersByTime(199);
  expect(done).toEqual([1]);
  vi.advanceTimersByTime(101);
  expect(done).toEqual([1, 2, 3]);
});

test('a full queue refuses, and takes again when there is room', () => {
  const queue = serviceQueue(
    () => 100,
    2,
    () => Date.now(),
  );
  const offers = [1, 2, 3].map(() => queue.offer(() => {}));
  expect(offers).toEqual([true, true, false]);
  vi.advanceTimersByTime(100);
  expect(queue.offer(() => {})).toBe(true);
});

test('timers that fire late cost no capacity', () => {
  let late = 0;
  const queue = serviceQueue(
    () => 2.5,
    1_000,
    () => Date.now() + late,
  );
  let done = 0;
  for (let job = 0; job < 400; job += 1) queue.offer(() => (done += 1));
  late = 1_000;
  vi.advanceTimersByTime(3);
  expect(done).toBe(400);
});
