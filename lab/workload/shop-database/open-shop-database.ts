import type { LabClock } from '../../lab-clock.ts';
import { cachingShopDatabase } from './caching.ts';
import { openSession } from './connecting.ts';
import { reconnectingShopDatabase } from './reconnecting.ts';
import type { Resolve, ShopDatabase, ShopLogin } from './shop-database.ts';
import { migrate } from './shop-queries.ts';

/** The workshop's two ways of holding a connection. */
export type ShopDatabaseVariant = 'caching' | 'reconnecting';

/** Opens the shop's database as a web server does. The caching variant rejects when it cannot connect at the start. */
export const openShopDatabase = async (
  variant: ShopDatabaseVariant,
  resolve: Resolve,
  login: ShopLogin,
  clock: LabClock,
): Promise<ShopDatabase> =>
  variant === 'caching'
    ? cachingShopDatabase(resolve, login)
    : reconnectingShopDatabase(resolve, login, clock);

/** Makes the shop's tables; for whoever opens the lab, before the web servers come. */
export const migrateShopDatabase = async (resolve: Resolve, login: ShopLogin): Promise<void> => {
  const { client } = await openSession(resolve, login);
  try {
    await migrate(client);
  } finally {
    await client.end();
  }
};
