import type { ClusterNode } from './cluster-node.ts';
import type { Credentials } from './messages.ts';

/** The database the shop has. */
export const SHOP_DATABASE = 'shop';

/** Makes the shop's role and database on a new primary. */
export const createShop = async (
  { session }: ClusterNode,
  { user, password }: Credentials,
): Promise<void> => {
  await session?.query(`CREATE ROLE ${user} LOGIN PASSWORD '${password}'`);
  await session?.query(`CREATE DATABASE ${SHOP_DATABASE} OWNER ${user}`);
};
