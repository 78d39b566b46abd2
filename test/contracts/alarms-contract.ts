import { describe, expect, test } from 'vitest';
import { NotFound } from '../../core/errors.ts';
import type { AlarmState, Alarms } from '../../core/ports.ts';
import { sampleMetricProbe } from './samples.ts';

/** Alarms, a way to bring one into a state, and a way to let time pass. */
export type AlarmsWorld = {
  readonly alarms: Alarms;
  set(alarm: string, state: AlarmState): void | Promise<void>;
  now(): number;
  pass(ms: number): Promise<void>;
};

const temporary = (name: string, runId: string) => ({ name, runId, probe: sampleMetricProbe(name) });

/** What every source of alarms promises. */
export const alarmsContract = (name: string, make: () => AlarmsWorld | Promise<AlarmsWorld>): void => {
  describe(`${name}: alarms`, () => {
    test('are read as they stand, in the order they are asked for', async () => {
      const { alarms, set, pass } = await make();
      await set('errors', 'OK');
      await set('latency', 'OK');
      await pass(1_000);
      await set('errors', 'ALARM');

      const now = await alarms.now(['latency', 'errors']);

      expect(now).toMatchObject([
        { alarm: 'latency', state: 'OK' },
        { alarm: 'errors', state: 'ALARM', reason: expect.any(String) },
      ]);
      expect((now[1]?.atMs ?? 0) - (now[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(1_000);
    });

    test('that do not exist are no OK', async () => {
      const { alarms, set } = await make();
      await set('errors', 'OK');

      await expect(alarms.now(['errors', 'other'])).rejects.toThrow(NotFound);
      await expect(alarms.history('other', 0)).rejects.toThrow(NotFound);
    });

    test('have a history that begins with the state in force', async () => {
      const { alarms, set, now, pass } = await make();
      for (const state of ['OK', 'ALARM', 'OK'] as const) {
        await set('errors', state);
        await pass(10_000);
      }
      const fromMs = now() - 15_000;

      const history = await alarms.history('errors', fromMs);

      expect(history.map(({ state }) => state)).toEqual(['ALARM', 'OK']);
      expect(history[0]?.atMs).toBeLessThanOrEqual(fromMs);
      expect(history[1]?.atMs).toBeGreaterThan(fromMs);
    });

    test('show in their history that they came and went', async () => {
      const { alarms, set, now, pass } = await make();
      await set('errors', 'OK');
      await pass(1_000);
      const fromMs = now();
      await pass(1_000);
      await set('errors', 'ALARM');
      await pass(1_000);
      await set('errors', 'OK');

      const history = await alarms.history('errors', fromMs);

      expect(history.map(({ state }) => state)).toEqual(['OK', 'ALARM', 'OK']);
    });

    test('of a run can be read, and are gone when it deletes them', async () => {
      const { alarms } = await make();
      await alarms.putTemporary(temporary('run-1-errors', 'run-1'));
      await alarms.putTemporary(temporary('run-1-errors', 'run-1'));
      await alarms.putTemporary(temporary('run-2-errors', 'run-2'));
      expect(await alarms.temporary('run-1')).toEqual(['run-1-errors']);
      expect(await alarms.now(['run-1-errors'])).toMatchObject([{ alarm: 'run-1-errors' }]);

      await alarms.deleteTemporary('run-1');
      await alarms.deleteTemporary('run-1');

      expect(await alarms.temporary('run-1')).toEqual([]);
      expect(await alarms.temporary('run-2')).toEqual(['run-2-errors']);
      await expect(alarms.now(['run-1-errors'])).rejects.toThrow(NotFound);
    });

    test('of a run are not yet OK when they are made', async () => {
      const { alarms } = await make();

      await alarms.putTemporary(temporary('run-1-errors', 'run-1'));

      const [now] = await alarms.now(['run-1-errors']);
      expect(now?.state).not.toBe('OK');
    });
  });
};
