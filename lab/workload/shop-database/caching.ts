import { openSession } from './connecting.ts';
import type { Resolve, ShopDatabase, ShopLogin } from './shop-database.ts';
import { readShelf, recordVisit, writeVisit } from './shop-queries.ts';

/**
 * The workshop's `server.py`: resolves the endpoint once, keeps the one connection it opened at the start, waits for
 * ever. After the connection broke every request fails; on a silent one every request hangs.
 */
export const cachingShopDatabase = async (resolve: Resolve, login: ShopLogin): Promise<ShopDatabase> => {
  const { client, destroy } = await openSession(resolve, login);
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = before.then(work, work);
    before = result.catch(() => {});
    return result;
  };

  return {
    readShelf: () => inTurn(() => readShelf(client)),
    visit: (visit) => inTurn(() => recordVisit(client, visit)),
    writeVisit: (visit) => inTurn(() => writeVisit(client, visit)),
    close: destroy,
  };
};
