import { describe, expect, test } from 'vitest';
import type { DeadMan, DeadManInput } from '../../core/ports.ts';
import { sampleFaultRecord } from './samples.ts';

/** A dead man, what it has fired, and a way to let time pass. */
export type DeadManWorld = {
  readonly deadMan: DeadMan;
  readonly fired: () => readonly DeadManInput[];
  now(): number;
  pass(ms: number): Promise<void>;
};

const minuteMs = 60_000;

const inputOf = (runId: string): DeadManInput => ({ runId, faults: [sampleFaultRecord({ runId })] });

/** What every dead man promises. */
export const deadManContract = (name: string, make: () => DeadManWorld | Promise<DeadManWorld>): void => {
  describe(`${name}: dead man`, () => {
    test('fires when its time has come, not before, with everything needed to undo', async () => {
      const { deadMan, fired, now, pass } = await make();
      await deadMan.arm(inputOf('run-1'), now() + 5 * minuteMs);

      await pass(4 * minuteMs);
      expect(fired()).toEqual([]);

      await pass(1.5 * minuteMs);
      expect(fired()).toEqual([inputOf('run-1')]);
    });

    test('fires again every minute until it is disarmed', async () => {
      const { deadMan, fired, now, pass } = await make();
      await deadMan.arm(inputOf('run-1'), now() + minuteMs);

      await pass(3.5 * minuteMs);
      expect(fired()).toHaveLength(3);

      await deadMan.disarm('run-1');
      await deadMan.disarm('run-1');
      await pass(3 * minuteMs);
      expect(fired()).toHaveLength(3);
    });

    test('does not fire while it is postponed in time', async () => {
      const { deadMan, fired, now, pass } = await make();
      await deadMan.arm(inputOf('run-1'), now() + 2 * minuteMs);

      for (let minute = 0; minute < 3; minute++) {
        await pass(minuteMs);
        expect(await deadMan.postpone('run-1', now() + 2 * minuteMs)).toBe(true);
      }
      expect(fired()).toEqual([]);

      await pass(2.5 * minuteMs);
      expect(fired()).toHaveLength(1);
    });

    test('cannot be postponed when there is none', async () => {
      const { deadMan, fired, now, pass } = await make();
      await deadMan.arm(inputOf('run-1'), now() + minuteMs);
      await deadMan.disarm('run-1');

      expect(await deadMan.postpone('run-1', now() + minuteMs)).toBe(false);

      await pass(2 * minuteMs);
      expect(fired()).toEqual([]);
    });

    test('armed again is one, with what it was armed with last', async () => {
      const { deadMan, fired, now, pass } = await make();
      const later = { runId: 'run-1', faults: [] };
      await deadMan.arm(inputOf('run-1'), now() + minuteMs);
      await deadMan.arm(later, now() + 2 * minuteMs);

      await pass(2.5 * minuteMs);

      expect(fired()).toEqual([later]);
    });

    test('of one run has nothing to do with that of another', async () => {
      const { deadMan, fired, now, pass } = await make();
      await deadMan.arm(inputOf('run-1'), now() + minuteMs);
      await deadMan.arm(inputOf('run-2'), now() + minuteMs);
      await deadMan.disarm('run-1');

      await pass(1.5 * minuteMs);

      expect(fired()).toEqual([inputOf('run-2')]);
    });
  });
};
