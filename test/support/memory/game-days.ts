import type { GameDays } from '../../../core/ports.ts';
import type { GameDayRun } from '../../../core/run.ts';
import { isOlder } from './runs.ts';

/** Game days that last as long as the test. */
export const memoryGameDays = (): GameDays => {
  const kept = new Map<string, GameDayRun>();
  const byAge = () => [...kept.values()].sort(oldestFirst);

  return {
    create: async (gameDay) => {
      if (kept.has(gameDay.gameDayId)) return false;
      kept.set(gameDay.gameDayId, structuredClone(gameDay));
      return true;
    },
    get: async (gameDayId) => structuredClone(kept.get(gameDayId)),
    update: async (gameDayId, change) => {
      const before = kept.get(gameDayId);
      if (!before) return undefined;
      const after = structuredClone(change(structuredClone(before)));
      kept.set(gameDayId, after);
      return structuredClone(after);
    },
    open: async () => structuredClone(byAge().filter(({ state }) => state !== 'closed')),
    list: async (limit, olderThan) =>
      structuredClone(
        byAge()
          .filter(({ createdAtMs, gameDayId }) => isOlder(createdAtMs, gameDayId, olderThan))
          .reverse()
          .slice(0, limit),
      ),
  };
};

const oldestFirst = (a: GameDayRun, b: GameDayRun) =>
  a.createdAtMs - b.createdAtMs || (a.gameDayId < b.gameDayId ? -1 : 1);
