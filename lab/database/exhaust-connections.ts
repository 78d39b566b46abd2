import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Credentials } from './messages.ts';

/** A fault: clients that take every connection a database gives and use none. It ends with this process at the latest. */
export type ConnectionExhaustion = {
  /** Resolves when there are none left, or it was released before; rejects when the database cannot be reached. */
  readonly taken: Promise<void>;
  /** How many are held. */
  held(): number;
  /** Gives them all back; none is taken any more when it resolves. */
  release(): Promise<void>;
};

/** Where to take them. */
export type ExhaustedDatabase = {
  /** Asked before each log-in: the endpoint may lead elsewhere by now. */
  readonly port: () => number;
  readonly credentials: Credentials;
  readonly database: string;
};

// "too many connections": 53300, as a client is told when only reserved slots are left.
const TOO_MANY_CONNECTIONS = '53300';
const RETRY_AFTER_REAL_MS = 50;
const LOG_IN_WITHIN_REAL_MS = 2_000;

/** Takes all free connections, and from then on every one that becomes free. May be released while it still takes them. */
export const exhaustConnections = (database: ExhaustedDatabase): ConnectionExhaustion => {
  const clients = new Set<pg.Client>();
  let released = false;

  const takeAll = async () => {
    while (!released && (await take(database, clients, () => released)));
  };
  const keepTaking = async () => {
    while (!released) {
      await sleep(RETRY_AFTER_REAL_MS, undefined, { ref: false });
      // A database that restarts refuses for a moment: the next turn finds it.
      await takeAll().catch(() => {});
    }
  };

  const taken = takeAll();
  const over = taken.then(keepTaking, () => {});
  return {
    taken,
    held: () => clients.size,
    release: async () => {
      released = true;
      await over;
      await Promise.all([...clients].map((client) => client.end().catch(() => {})));
      clients.clear();
    },
  };
};

const take = async (
  { port, credentials, database }: ExhaustedDatabase,
  clients: Set<pg.Client>,
  released: () => boolean,
): Promise<boolean> => {
  const client = new pg.Client({
    ...{ host: '127.0.0.1', port: port(), ...credentials, database, ssl: false },
    connectionTimeoutMillis: LOG_IN_WITHIN_REAL_MS,
  });
  client.on('error', () => clients.delete(client));
  client.on('end', () => clients.delete(client));
  try {
    await client.connect();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === TOO_MANY_CONNECTIONS) return false;
    throw error;
  }
  if (released()) await client.end();
  else clients.add(client);
  return true;
};
