import { Socket } from 'node:net';
import pg from 'pg';
import type { Resolve, ShopLogin } from './shop-database.ts';

/** A session of a web server with the database. */
export type ShopSession = {
  readonly client: pg.Client;
  /** Breaks it off on this side, whatever the other does. */
  destroy(): void;
};

/** Resolves the endpoint and logs in. `opening` hears of the session while it is still silent, so it can be given up. */
export const openSession = async (
  resolve: Resolve,
  login: ShopLogin,
  opening: (session: ShopSession) => void = () => {},
): Promise<ShopSession> => {
  const { host, port } = await resolve();
  const socket = new Socket();
  const client = new pg.Client({ host, port, ...login, ssl: false, stream: () => socket });
  // A session that breaks while nobody uses it: the next request hears of it from the client itself.
  client.on('error', () => {});
  const session: ShopSession = { client, destroy: () => socket.destroy() };
  opening(session);
  try {
    await client.connect();
  } catch (error) {
    socket.destroy();
    throw error;
  }
  return session;
};
