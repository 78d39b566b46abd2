import { describe, expect, test } from 'vitest';
import { NotFound } from '../../core/errors.ts';
import type { Runs } from '../../core/ports.ts';
import { sampleRun } from './samples.ts';

const ids = (runs: readonly { readonly runId: string }[]) => runs.map(({ runId }) => runId);

/** What every store of runs promises. */
export const runsContract = (name: string, make: () => Runs): void => {
  describe(`${name}: runs`, () => {
    test('are created once, and read as they were written', async () => {
      const runs = make();
      const run = sampleRun({ runId: 'run-1', deadlineMs: 5_000 });

      expect(await runs.create(run)).toBe(true);
      expect(await runs.create({ ...run, epoch: 9 })).toBe(false);
      expect(await runs.get('run-1')).toEqual(run);
      expect(await runs.get('run-2')).toBeUndefined();
    });

    test('change only what is named, and lose a field that is set to undefined', async () => {
      const runs = make();
      const run = sampleRun({ runId: 'run-1', waiting: { state: 'observe', token: 't' } });
      await runs.create(run);

      const changed = await runs.update('run-1', {}, { deadlineMs: 9_000, waiting: undefined });

      const { waiting: _, ...rest } = run;
      expect(changed).toStrictEqual({ ...rest, deadlineMs: 9_000 });
      expect(await runs.get('run-1')).toStrictEqual(changed);
    });

    test.each([
      { condition: { states: ['armed', 'injecting'] as const, epoch: 3 }, changes: true },
      { condition: { states: ['armed'] as const }, changes: true },
      { condition: { epoch: 3 }, changes: true },
      { condition: {}, changes: true },
      { condition: { states: ['observing'] as const, epoch: 3 }, changes: false },
      { condition: { states: ['armed'] as const, epoch: 2 }, changes: false },
      { condition: { states: [] }, changes: false },
    ])('in state armed and epoch 3 change under $condition: $changes', async ({ condition, changes }) => {
      const runs = make();
      const run = sampleRun({ runId: 'run-1', state: 'armed', epoch: 3 });
      await runs.create(run);

      const changed = await runs.update('run-1', condition, { state: 'reverting', epoch: 4 });

      const expected = changes ? { ...run, state: 'reverting', epoch: 4 } : undefined;
      expect(changed).toEqual(expected);
      expect(await runs.get('run-1')).toEqual(expected ?? run);
    });

    test('know of every attempt that is under way, also of several', async () => {
      const runs = make();
      await runs.create(sampleRun({ runId: 'run-1' }));
      await Promise.all([runs.attempt('run-1', 'a', 1_000), runs.attempt('run-1', 'b', 2_000)]);
      expect(await runs.get('run-1')).toMatchObject({ attempts: { a: 1_000, b: 2_000 } });
      await runs.attempt('run-1', 'a', undefined);
      await runs.update('run-1', {}, { deadlineMs: 3_000 });
      expect((await runs.get('run-1'))?.attempts).toEqual({ b: 2_000 });
      await runs.update('run-1', {}, { state: 'closed' });
      await runs.attempt('run-1', 'b', undefined);
      expect((await runs.get('run-1'))?.attempts).toEqual({ b: 2_000 });
      await expect(runs.attempt('run-2', 'a', 1)).rejects.toThrow(NotFound);
    });

    test('are changed by the first only, when a field must have no value yet', async () => {
      const runs = make();
      await runs.create(sampleRun({ runId: 'run-1' }));
      const write = (undoneAtMs: number) => runs.update('run-1', { missing: 'undoneAtMs' }, { undoneAtMs });

      expect(await write(1_000)).toMatchObject({ undoneAtMs: 1_000 });
      expect(await write(2_000)).toBeUndefined();
      expect(await runs.get('run-1')).toMatchObject({ undoneAtMs: 1_000 });
    });

    test('that do not exist do not change', async () => {
      expect(await make().update('run-1', {}, { deadlineMs: 1 })).toBeUndefined();
    });

    test('take the first of two signals that come at once', async () => {
      const runs = make();
      await runs.create(sampleRun({ runId: 'run-1', state: 'observing' }));
      const signal = (actor: string) =>
        runs.update(
          'run-1',
          { epoch: 0 },
          { epoch: 1, signal: { kind: 'person', atMs: 1, actor, reason: 'r' } },
        );

      const answers = await Promise.all([signal('ana'), signal('ben'), signal('cem')]);

      const winners = answers.filter((run) => run !== undefined);
      expect(winners).toHaveLength(1);
      expect(await runs.get('run-1')).toEqual(winners[0]);
    });

    test('are listed newest first, and open ones oldest first', async () => {
      const runs = make();
      await runs.create(sampleRun({ runId: 'run-b', createdAtMs: 2_000 }));
      await runs.create(sampleRun({ runId: 'run-a', createdAtMs: 2_000 }));
      await runs.create(sampleRun({ runId: 'run-c', createdAtMs: 1_000 }));
      await runs.create(sampleRun({ runId: 'run-d', createdAtMs: 3_000 }));
      await runs.update('run-d', {}, { state: 'closed' });

      expect(ids(await runs.list(3))).toEqual(['run-d', 'run-b', 'run-a']);
      const [, second] = await runs.list(2);
      const place = { createdAtMs: second?.createdAtMs ?? 0, id: second?.runId ?? '' };
      expect(ids(await runs.list(1, place))).toEqual(['run-a']);
      expect(ids(await runs.open())).toEqual(['run-c', 'run-a', 'run-b']);
    });

    test('that are only to be planned are open, and in no list by age', async () => {
      const runs = make();
      await runs.create(sampleRun({ runId: 'run-1' }));
      await runs.create(sampleRun({ runId: 'run-2', onlyPlan: true }));

      expect(ids(await runs.open())).toEqual(['run-1', 'run-2']);
      expect(ids(await runs.list(9))).toEqual(['run-1']);
      expect(await runs.get('run-2')).toEqual(sampleRun({ runId: 'run-2', onlyPlan: true }));
      expect(await runs.create(sampleRun({ runId: 'run-2' }))).toBe(false);
    });

    test('are found by an alarm while they are open and watching', async () => {
      const runs = make();
      for (const runId of ['run-1', 'run-2', 'run-3']) {
        await runs.create(sampleRun({ runId }));
        await runs.watch(runId, ['errors', 'latency']);
      }
      await runs.watch('run-1', ['errors']);

      await runs.unwatch('run-2');
      await runs.update('run-3', {}, { state: 'closed' });

      expect(ids(await runs.watching('errors'))).toEqual(['run-1']);
      expect(ids(await runs.watching('latency'))).toEqual(['run-1']);
      expect(await runs.watching('other')).toEqual([]);
    });

    test('are not changed by what a reader does to its copy', async () => {
      const runs = make();
      const run = sampleRun({ runId: 'run-1' });
      await runs.create(run);

      for (const copy of [run, await runs.get('run-1'), ...(await runs.open()), ...(await runs.list(1))]) {
        Object.assign(copy ?? {}, { state: 'closed' });
        Object.assign(copy?.trigger ?? {}, { actor: 'mallory' });
      }

      expect(await runs.get('run-1')).toEqual(sampleRun({ runId: 'run-1' }));
    });
  });
};
