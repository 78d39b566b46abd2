import type { GameDays } from '../../core/ports.ts';
import type { GameDayRun } from '../../core/run.ts';
import { attributesOf, documentOf, fitting, type Item } from './attributes.ts';
import { isNew } from './condition.ts';
import { byAgeKey, gameDayKey, openKey } from './item-keys.ts';
import { newestItems, openItems } from './listing.ts';
import { itemAt } from './reading.ts';
import type { Table } from './table.ts';
import { allOrNone, putting } from './transact.ts';

/** A game day with the number of its last change. */
export type Numbered = { readonly gameDay: GameDayRun; readonly change: number };

/** One game day at a time. */
export const gameDayReader = (table: Table): Pick<GameDays, 'get'> => ({
  get: async (gameDayId) => (await numberedGameDay(table, gameDayId))?.gameDay,
});

/** New game days, listed as open in the same transaction. */
export const gameDayCreation = (table: Table): Pick<GameDays, 'create'> => ({
  create: async (gameDay) => {
    const { gameDayId, createdAtMs } = gameDay;
    const unmet = await allOrNone(table, `create game day ${gameDayId}`, [
      putting(gameDayKey(gameDayId), gameDayAttributes({ gameDay, change: 0 }), isNew),
      putting(openKey('GAMEDAY', gameDayId), {}, isNew),
      putting(byAgeKey('GAMEDAY', createdAtMs, gameDayId), {}, isNew),
    ]);
    return unmet.length === 0;
  },
});

const kind = { listed: 'GAMEDAY', keyOf: gameDayKey } as const;

/** The game days that are open, oldest first. */
export const openGameDays = (table: Table): Pick<GameDays, 'open'> => ({
  open: async () =>
    (await openItems(table, kind))
      .map(gameDayOf)
      .filter(({ state }) => state !== 'closed')
      .sort(oldestFirst),
});

/** The newest game days, newest first. */
export const newestGameDays = (table: Table): Pick<GameDays, 'list'> => ({
  list: async (limit, olderThan) => (await newestItems(table, kind, limit, olderThan)).map(gameDayOf),
});

/** A game day as attributes. */
export const gameDayAttributes = ({ gameDay, change }: Numbered): Item =>
  fitting(`Game day ${gameDay.gameDayId}`, attributesOf({ gameDay, change }));

/** A game day as it stands, with the number of its last change. */
export const numberedGameDay = async (table: Table, gameDayId: string): Promise<Numbered | undefined> => {
  const item = await itemAt(table, `read game day ${gameDayId}`, gameDayKey(gameDayId));
  return item && documentOf<Numbered>(item);
};

const gameDayOf = (item: Item): GameDayRun => documentOf<Numbered>(item).gameDay;

const oldestFirst = (a: GameDayRun, b: GameDayRun): number =>
  a.createdAtMs - b.createdAtMs || (a.gameDayId < b.gameDayId ? -1 : 1);
