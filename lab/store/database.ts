import { closeSync, existsSync, linkSync, openSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { StoreUnreadable } from '../../core/errors.ts';
import { syncDirectory } from './state-dir.ts';
import { storing } from './storing.ts';

// A bundler that does not know the module leaves this alone.
const sqlite = process.getBuiltinModule('node:sqlite');

/** One row, by column. */
export type Row = Readonly<Record<string, SQLOutputValue>>;

/**
 * A SQLite file that several processes write. What is written outlives the process when the call returns; it outlives
 * the machine too once something later has been written durably (sqlite.org/pragma.html#pragma_synchronous: in WAL mode
 * FULL syncs the log, with all that is in it).
 */
export type Database = {
  one(sql: string, ...parameters: readonly SQLInputValue[]): Row | undefined;
  all(sql: string, ...parameters: readonly SQLInputValue[]): readonly Row[];
  /** How many rows it changed. */
  change(sql: string, ...parameters: readonly SQLInputValue[]): number;
  /** Nobody else writes meanwhile, in this process or another; all of it is written or none. */
  transaction<T>(work: () => T): T;
  /** On disk when it returns, and everything before it too. Not inside a transaction. */
  durably<T>(work: () => T): T;
  /** Differs from its last answer when another connection has written. */
  changeCounter(): number;
  close(): void;
};

/** The tables of a file, and how one of an earlier version comes to be like it. */
export type Schema = {
  readonly version: number;
  readonly sql: string;
  /** By version: what leads from it to the next. */
  readonly from?: Readonly<Record<number, string>>;
};

/** Opens the file, or makes it with the schema where there is none. One of an earlier version is brought up to it. */
export const openDatabase = (path: string, schema: Schema): Database => {
  const name = basename(path);
  return storing(`open ${name}`, () => {
    if (!existsSync(path)) create(path, schema);
    const connection = connect(path);
    raise(connection, schema);
    const version = versionIn(connection);
    if (version === schema.version) return databaseOn(connection, name);
    connection.close();
    throw new StoreUnreadable(
      version > schema.version
        ? `${path} was written by a newer firedrill (its schema is ${version}, this one knows ${schema.version}): use that one`
        : `${path} is not a file of firedrill's`,
    );
  });
};

const versionIn = (connection: DatabaseSync) =>
  Number(connection.prepare('PRAGMA user_version').get()?.user_version);

// Of several processes that raise it at once one does, and the others find it done.
const raise = (connection: DatabaseSync, { version, from = {} }: Schema) => {
  if (from[versionIn(connection)] === undefined) return;
  connection.exec('BEGIN IMMEDIATE');
  try {
    for (let now = versionIn(connection); now < version && from[now] !== undefined; now += 1)
      connection.exec(`${from[now]}; PRAGMA user_version = ${now + 1}`);
    connection.exec('COMMIT');
  } finally {
    if (connection.isTransaction) connection.exec('ROLLBACK');
  }
};

// Two processes that make the file and switch it to WAL at once get SQLITE_BUSY whatever the timeout, so each makes
// its own and the first to give it the name wins.
const create = (path: string, { version, sql }: Schema) => {
  const draft = `${path}.${process.pid}.draft`;
  rmSync(draft, { force: true });
  closeSync(openSync(draft, 'wx', 0o600)); // SQLite gives its other files the mode of this one
  const connection = connect(draft);
  connection.exec(`PRAGMA journal_mode = WAL; ${sql}; PRAGMA user_version = ${version}`);
  connection.close();
  try {
    linkSync(draft, path);
  } catch (failure) {
    if (!existsSync(path)) throw failure;
  } finally {
    rmSync(draft);
  }
  syncDirectory(dirname(path));
};

const connect = (path: string) => {
  const connection = new sqlite.DatabaseSync(path, { timeout: 5_000, enableForeignKeyConstraints: true });
  connection.exec('PRAGMA synchronous = NORMAL');
  return connection;
};

const databaseOn = (connection: DatabaseSync, name: string): Database => {
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const prepared = (sql: string) => {
    const statement = statements.get(sql) ?? connection.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const begin = connection.prepare('BEGIN IMMEDIATE');
  const commit = connection.prepare('COMMIT');
  const reading = <T>(work: () => T) => storing(`read ${name}`, work);
  const writing = <T>(work: () => T) => storing(`write ${name}`, work);

  return {
    one: (sql, ...parameters) => reading(() => prepared(sql).get(...parameters)),
    all: (sql, ...parameters) => reading(() => prepared(sql).all(...parameters)),
    change: (sql, ...parameters) => writing(() => Number(prepared(sql).run(...parameters).changes)),
    transaction: (work) => {
      writing(() => begin.run());
      try {
        const result = work();
        writing(() => commit.run());
        return result;
      } finally {
        if (connection.isTransaction) connection.exec('ROLLBACK');
      }
    },
    durably: (work) => {
      connection.exec('PRAGMA synchronous = FULL');
      try {
        return work();
      } finally {
        connection.exec('PRAGMA synchronous = NORMAL');
      }
    },
    changeCounter: () => reading(() => Number(prepared('PRAGMA data_version').get()?.data_version)),
    close: () => connection.close(),
  };
};
