import pg from 'pg';
import type { Credentials } from './messages.ts';

/** A session of the lab's own, opened when it is needed and again after it broke. */
export type DatabaseSession = {
  query<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Breaks the session off; the next query opens another. */
  drop(): void;
};

// Real time: the lab talks to its databases directly, and a database that is alive answers within milliseconds.
const PATIENCE_MS = 10_000;

/** A session with the server on a port of this machine. */
export const databaseSession = (
  port: number,
  { user, password }: Credentials,
  database = 'postgres',
): DatabaseSession => {
  let current: Promise<pg.Client> | undefined;

  const open = async () => {
    const client = new pg.Client({
      ...{ host: '127.0.0.1', port, user, password, database, ssl: false },
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
    });
    client.on('error', drop);
    await client.connect();
    return client;
  };
  const drop = () => {
    void current?.then((client) => client.end()).catch(() => {});
    current = undefined;
  };

  return {
    query: async <Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) => {
      current ??= open();
      try {
        const { rows } = await (await current).query<Row>(sql, [...values]);
        return rows;
      } catch (error) {
        drop();
        throw error;
      }
    },
    drop,
  };
};
