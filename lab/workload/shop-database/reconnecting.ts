import type pg from 'pg';
import type { LabClock } from '../../lab-clock.ts';
import { meansBrokenConnection } from './broken-connection.ts';
import { openSession, type ShopSession } from './connecting.ts';
import type { Resolve, ShopDatabase, ShopLogin } from './shop-database.ts';
import { readShelf, recordVisit, writeVisit } from './shop-queries.ts';

/** How long the reconnecting variant waits, in lab time, but never less than the floor in real time. */
export type Patience = {
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
  /** A machine that is busy with other things is not a database that is silent. */
  readonly floorRealMs: number;
};

/** Twice this fits into the 5 s that users wait. */
export const PATIENCE: Patience = { connectTimeoutMs: 2_000, readTimeoutMs: 2_000, floorRealMs: 250 };

/**
 * The workshop's `server_with_reconnect.py`: drops a connection that broke or went silent, resolves the endpoint again,
 * and tries the request once more.
 */
export const reconnectingShopDatabase = (
  resolve: Resolve,
  login: ShopLogin,
  clock: LabClock,
  patience: Patience = PATIENCE,
): ShopDatabase => {
  let current: ShopSession | undefined;
  let before: Promise<unknown> = Promise.resolve();
  const real = (labMs: number) => Math.max(clock.real(labMs), patience.floorRealMs);

  const drop = () => {
    current?.destroy();
    current = undefined;
  };
  const connected = async () => {
    if (current !== undefined) return current;
    const opening = (session: ShopSession) => {
      current = session;
    };
    await within(real(patience.connectTimeoutMs), 'to connect', drop, openSession(resolve, login, opening));
    if (current === undefined) throw new Error('The connection was closed while it was opened.');
    return current;
  };
  const attempt = async <Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
    try {
      const { client } = await connected();
      return await within(real(patience.readTimeoutMs), 'for an answer', drop, work(client));
    } catch (error) {
      if (meansBrokenConnection(error)) drop();
      throw error;
    }
  };
  const withOneMoreTry = async <Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
    try {
      return await attempt(work);
    } catch (error) {
      if (!meansBrokenConnection(error)) throw error;
      return attempt(work);
    }
  };
  const inTurn = <Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
    const result = before.then(() => withOneMoreTry(work));
    before = result.catch(() => {});
    return result;
  };

  return {
    readShelf: () => inTurn(readShelf),
    visit: (visit) => inTurn((client) => recordVisit(client, visit)),
    writeVisit: (visit) => inTurn((client) => writeVisit(client, visit)),
    close: drop,
  };
};

const within = async <Result>(
  realMs: number,
  what: string,
  giveUp: () => void,
  work: Promise<Result>,
): Promise<Result> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    giveUp();
    late.reject(new Error(`The shop waited too long ${what} of its database.`));
  }, realMs);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};
