import type { GameDays } from '../../core/ports.ts';
import type { GameDayRun } from '../../core/run.ts';
import type { Database } from './database.ts';
import { documentOf, latest } from './document.ts';

/** Game days on disk. */
export const gameDaysOn = (database: Database): GameDays => {
  const find = (gameDayId: string) => {
    const row = database.one('SELECT document FROM game_days WHERE game_day_id = ?', gameDayId);
    return row && documentOf<GameDayRun>(row);
  };

  return {
    create: async (gameDay) =>
      database.change(
        `INSERT INTO game_days (game_day_id, state, created_at_ms, document)
         VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        gameDay.gameDayId,
        gameDay.state,
        gameDay.createdAtMs,
        JSON.stringify(gameDay),
      ) === 1,

    get: async (gameDayId) => find(gameDayId),

    update: async (gameDayId, change) =>
      database.transaction(() => {
        const before = find(gameDayId);
        if (!before) return undefined;
        const document = JSON.stringify(change(before));
        const after = JSON.parse(document) as GameDayRun;
        const sql = 'UPDATE game_days SET state = ?, document = ? WHERE game_day_id = ?';
        database.change(sql, after.state, document, gameDayId);
        return after;
      }),

    open: async () =>
      database
        .all("SELECT document FROM game_days WHERE state <> 'closed' ORDER BY created_at_ms, game_day_id")
        .map(documentOf<GameDayRun>),

    list: async (limit, { createdAtMs, id } = latest) =>
      database
        .all(
          `SELECT document FROM game_days WHERE (created_at_ms, game_day_id) < (?, ?)
           ORDER BY created_at_ms DESC, game_day_id DESC LIMIT ?`,
          createdAtMs,
          id,
          limit,
        )
        .map(documentOf<GameDayRun>),
  };
};
