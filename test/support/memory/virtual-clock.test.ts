import { describe, expect, test } from 'vitest';
import { virtualClock } from './virtual-clock.ts';

describe('a virtual clock', () => {
  test('stands still until it is told to go', async () => {
    const clock = virtualClock(1_000);

    await new Promise((resolve) => setImmediate(resolve));
    expect(clock.now()).toBe(1_000);

    await clock.advance(500);
    expect(clock.now()).toBe(1_500);
  });

  test('shows each thing the very time it was due, and what it sets off in between', async () => {
    const clock = virtualClock(0);
    const seen: string[] = [];
    const note = (what: string) => seen.push(`${what} at ${clock.now()}`);
    const work = async () => {
      await clock.sleep(10);
      note('slept');
      await clock.sleep(10);
      note('slept again');
    };

    void work();
    clock.at(15, () => note('timer'));
    clock.at(20, () => note('timer of the same time, set first'));
    await clock.advance(3_600_000);

    expect(seen).toEqual([
      'slept at 10',
      'timer at 15',
      'timer of the same time, set first at 20',
      'slept again at 20',
    ]);
    expect(clock.now()).toBe(3_600_000);
  });

  test('goes on until something is true, and stops there', async () => {
    const clock = virtualClock(0);
    let beats = 0;
    const beat = () => {
      beats++;
      clock.at(clock.now() + 60_000, beat);
    };
    beat();

    await clock.runUntil(() => beats === 5);

    expect(clock.now()).toBe(4 * 60_000);
    expect(clock.nextAtMs()).toBe(5 * 60_000);
  });

  test('says so when it never comes true', async () => {
    const clock = virtualClock(0);
    const beat = () => void clock.at(clock.now() + 1_000, beat);
    await expect(clock.runUntil(() => false)).rejects.toThrow('It never came');

    beat();

    await expect(clock.runUntil(() => false, 10_000)).rejects.toThrow('It never came');
    expect(clock.now()).toBe(10_000);
  });
});
