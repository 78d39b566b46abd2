import { describe, expect, test } from 'vitest';
import type { GameDays } from '../../core/ports.ts';
import { sampleGameDay } from './samples.ts';

const ids = (days: readonly { readonly gameDayId: string }[]) => days.map(({ gameDayId }) => gameDayId);

/** What every store of game days promises. */
export const gameDaysContract = (name: string, make: () => GameDays): void => {
  describe(`${name}: game days`, () => {
    test('are created once, and read as they were written', async () => {
      const gameDays = make();
      const gameDay = sampleGameDay({ gameDayId: 'day-1', waiting: { step: 1, token: 't' } });

      expect(await gameDays.create(gameDay)).toBe(true);
      expect(await gameDays.create({ ...gameDay, pausedBefore: 3 })).toBe(false);
      expect(await gameDays.get('day-1')).toEqual(gameDay);
      expect(await gameDays.get('day-2')).toBeUndefined();
    });

    test('lose no change of several at once', async () => {
      const gameDays = make();
      await gameDays.create(sampleGameDay({ gameDayId: 'day-1' }));
      const start = (step: number) =>
        gameDays.update('day-1', (day) => ({
          ...day,
          steps: [...day.steps, { step, runId: `run-${step}` }],
        }));

      await Promise.all([start(0), start(1), start(2)]);

      expect((await gameDays.get('day-1'))?.steps.map(({ step }) => step).sort()).toEqual([0, 1, 2]);
    });

    test('stay as they were when a change fails', async () => {
      const gameDays = make();
      const gameDay = sampleGameDay({ gameDayId: 'day-1' });
      await gameDays.create(gameDay);
      const fail = () => {
        throw new Error('no');
      };

      await expect(gameDays.update('day-1', fail)).rejects.toThrow('no');
      expect(await gameDays.get('day-1')).toEqual(gameDay);
    });

    test('that do not exist do not change', async () => {
      expect(await make().update('day-1', (day) => day)).toBeUndefined();
    });

    test('are listed newest first, and open ones oldest first', async () => {
      const gameDays = make();
      await gameDays.create(sampleGameDay({ gameDayId: 'day-b', createdAtMs: 2_000 }));
      await gameDays.create(sampleGameDay({ gameDayId: 'day-a', createdAtMs: 2_000 }));
      await gameDays.create(sampleGameDay({ gameDayId: 'day-c', createdAtMs: 3_000 }));
      await gameDays.update('day-c', (day) => ({ ...day, state: 'closed' }));

      expect(ids(await gameDays.list(2))).toEqual(['day-c', 'day-b']);
      const [first] = await gameDays.list(1);
      const place = { createdAtMs: first?.createdAtMs ?? 0, id: first?.gameDayId ?? '' };
      expect(ids(await gameDays.list(1, place))).toEqual(['day-b']);
      expect(ids(await gameDays.open())).toEqual(['day-a', 'day-b']);
    });
  });
};
