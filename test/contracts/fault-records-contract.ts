import { describe, expect, test } from 'vitest';
import { NotFound } from '../../core/errors.ts';
import type { Runs } from '../../core/ports.ts';
import { type FaultState, isTooLate } from '../../core/run.ts';
import { sampleFaultRecord, sampleRun } from './samples.ts';

/** What every store of runs promises about undo records. */
export const faultRecordsContract = (name: string, make: () => Runs): void => {
  const withRun = async () => {
    const runs = make();
    await runs.create(sampleRun({ runId: 'run-1' }));
    return runs;
  };

  describe(`${name}: undo records`, () => {
    test('are read by ordinal, whatever the order they came in', async () => {
      const runs = await withRun();
      const second = sampleFaultRecord({ runId: 'run-1', ordinal: 1 });
      const first = sampleFaultRecord({ runId: 'run-1', ordinal: 0 });

      expect(await runs.putFault(second)).toBe(true);
      expect(await runs.putFault(first)).toBe(true);
      expect(await runs.faults('run-1')).toEqual([first, second]);
      expect(await runs.faults('run-2')).toEqual([]);
    });

    test('may be written anew while nothing was sent', async () => {
      const runs = await withRun();
      await runs.putFault(sampleFaultRecord({ runId: 'run-1' }));
      const anew = sampleFaultRecord({ runId: 'run-1', deadlineMs: 700_000 });

      expect(await runs.putFault(anew)).toBe(true);
      expect(await runs.faults('run-1')).toEqual([anew]);
    });

    test.each<FaultState>(['intended', 'injected', 'refused', 'undone', 'verified', 'drifted'])(
      'are never overwritten once they are %s',
      async (state) => {
        const runs = await withRun();
        const record = sampleFaultRecord({ runId: 'run-1', state });
        await runs.putFault(record);

        expect(await runs.putFault(sampleFaultRecord({ runId: 'run-1' }))).toBe(false);
        expect(await runs.faults('run-1')).toEqual([record]);
      },
    );

    test('change only what is named', async () => {
      const runs = await withRun();
      const record = sampleFaultRecord({ runId: 'run-1' });
      await runs.putFault(record);

      await runs.updateFault('run-1', 0, { state: 'intended', intendedAtMs: 2_000 });
      await runs.updateFault('run-1', 0, { proof: { atMs: 3_000, level: 2, seen: 'stopped' } });

      const proof = { atMs: 3_000, level: 2, seen: 'stopped' };
      expect(await runs.faults('run-1')).toEqual([
        { ...record, state: 'intended', intendedAtMs: 2_000, proof },
      ]);
    });

    const states: readonly FaultState[] = [
      ...['armed', 'intended', 'injected', 'refused', 'undone', 'drifted', 'verified'],
    ] as const;

    test.each(states)('are made %s only when it is not too late for that', async (state) => {
      for (const now of states) {
        const runs = await withRun();
        const record = sampleFaultRecord({ runId: 'run-1', state: now });
        await runs.putFault(record);
        const isLate = isTooLate(record, { state });
        expect(await runs.updateFault('run-1', 0, { state })).toBe(!isLate);
        expect((await runs.faults('run-1'))[0]?.state).toBe(isLate ? now : state);
      }
    });

    test('are found armed by one call only, and are not refused once they were sent again', async () => {
      const runs = await withRun();
      await runs.putFault(sampleFaultRecord({ runId: 'run-1' }));
      const intend = (resent: boolean) =>
        runs.updateFault('run-1', 0, { state: 'intended', ...(resent && { resent }) });

      expect(await intend(false)).toBe(true);
      expect(await intend(false)).toBe(false);
      expect(await intend(true)).toBe(true);
      expect(await runs.updateFault('run-1', 0, { state: 'refused' })).toBe(false);
      expect((await runs.faults('run-1'))[0]).toMatchObject({ state: 'intended', resent: true });
    });

    test('that do not exist cannot be changed', async () => {
      const runs = await withRun();

      await expect(runs.updateFault('run-1', 4, { state: 'injected' })).rejects.toThrow(NotFound);
    });

    test('belong to a run that exists', async () => {
      const record = sampleFaultRecord({ runId: 'run-1' });

      await expect(make().putFault(record)).rejects.toThrow(NotFound);
      await expect(make().watch('run-1', ['errors'])).rejects.toThrow(NotFound);
    });
  });
};
