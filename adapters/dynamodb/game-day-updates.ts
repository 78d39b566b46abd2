import { ServiceUnavailable, WrongAsAsked } from '../../core/errors.ts';
import type { GameDays } from '../../core/ports.ts';
import type { GameDayRun } from '../../core/run.ts';
import { equals } from './condition.ts';
import { briefly } from './conflict.ts';
import { gameDayAttributes, numberedGameDay } from './game-days.ts';
import { gameDayKey, openKey } from './item-keys.ts';
import type { Table } from './table.ts';
import { allOrNone, deleting, type Part, putting } from './transact.ts';

const tries = 30;

/** Changes of game days, but not their end. */
export const gameDayUpdates = (table: Table): Pick<GameDays, 'update'> => ({
  update: (gameDayId, change) =>
    updated(table, gameDayId, change, () => {
      throw new WrongAsAsked(`Game day ${gameDayId} may not be closed from here`);
    }),
});

/** Changes of game days, their end among them: what is closed is listed as open no more, in the same transaction. */
export const closingGameDayUpdates = (table: Table): Pick<GameDays, 'update'> => ({
  update: (gameDayId, change) =>
    updated(table, gameDayId, change, () => [deleting(openKey('GAMEDAY', gameDayId))]),
});

// A transaction even where one item is written: with its token a change whose answer was lost is not made twice.
const updated = async (
  table: Table,
  gameDayId: string,
  changed: (gameDay: GameDayRun) => GameDayRun,
  closing: () => readonly Part[],
): Promise<GameDayRun | undefined> => {
  for (let tried = 1; tried <= tries; tried += 1) {
    const before = await numberedGameDay(table, gameDayId);
    if (before === undefined) return undefined;
    const gameDay = asStored(changed(before.gameDay));
    const item = gameDayAttributes({ gameDay, change: before.change + 1 });
    const write = putting(gameDayKey(gameDayId), item, equals('change', before.change));
    const parts = gameDay.state === 'closed' ? [write, ...closing()] : [write];
    if ((await allOrNone(table, `change game day ${gameDayId}`, parts)).length === 0) return gameDay;
    await briefly(tried);
  }
  throw new ServiceUnavailable(`Could not change game day ${gameDayId}: others did, each of ${tries} times`);
};

const asStored = (gameDay: GameDayRun): GameDayRun => JSON.parse(JSON.stringify(gameDay));
