import { describe, expect, test } from 'vitest';
import type { Clock } from '../../core/ports.ts';

/** A clock, and a way to let time pass on it. */
export type ClockWorld = { readonly clock: Clock; pass(ms: number): Promise<void> };

/** What every clock promises. */
export const clockContract = (name: string, make: () => ClockWorld): void => {
  describe(`${name}: clock`, () => {
    test('goes forward as time passes', async () => {
      const { clock, pass } = make();
      const beforeMs = clock.now();

      await pass(50);

      expect(clock.now()).toBeGreaterThanOrEqual(beforeMs + 50);
    });

    test('runs each thing at its time, in the order of the times', async () => {
      const { clock, pass } = make();
      const startMs = clock.now();
      const ran: string[] = [];
      clock.at(startMs + 60, () => ran.push('second'));
      clock.at(startMs + 20, () => ran.push('first'));
      clock.at(startMs + 3_600_000, () => ran.push('in an hour'));

      await pass(100);

      expect(ran).toEqual(['first', 'second']);
    });

    test('runs at once what was due before it was asked', async () => {
      const { clock, pass } = make();
      let ran = false;
      clock.at(clock.now() - 1_000, () => {
        ran = true;
      });

      await pass(20);

      expect(ran).toBe(true);
    });

    test('is never behind the time it runs something at', async () => {
      const { clock, pass } = make();
      const dueMs = clock.now() + 30;
      let ranAtMs = 0;
      clock.at(dueMs, () => {
        ranAtMs = clock.now();
      });

      await pass(60);

      expect(ranAtMs).toBeGreaterThanOrEqual(dueMs);
    });

    test('runs nothing that was cancelled, as often as it is cancelled', async () => {
      const { clock, pass } = make();
      const ran: string[] = [];
      const cancel = clock.at(clock.now() + 20, () => ran.push('cancelled'));

      cancel();
      cancel();
      await pass(40);

      expect(ran).toEqual([]);
    });

    test('wakes a sleeper when its time has passed, not before', async () => {
      const { clock, pass } = make();
      const startMs = clock.now();
      const woken = clock.sleep(50).then(() => clock.now());

      await pass(80);

      expect(await woken).toBeGreaterThanOrEqual(startMs + 50);
    });
  });
};
