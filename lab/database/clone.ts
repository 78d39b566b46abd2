import type { Dirent } from 'node:fs';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSession } from './database-session.ts';
import { giveTo, type PostgresAccount } from './postgres-account.ts';

// What a copy must not have, or makes anew (PostgreSQL documentation, 25.3.4, "Backing Up the Data Directory").
const LEFT_OUT = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'server.log',
  'standby.signal',
  'promote',
  'backup_label',
  'tablespace_map',
]);
const CONTENT_LEFT_OUT = new Set([
  'pg_wal',
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);

/** Copies a running primary's files into an empty folder, ready to start as its standby. */
export const cloneDatabase = async (
  primary: DatabaseSession,
  from: string,
  to: string,
  account: PostgresAccount,
): Promise<void> => {
  await primary.query("SELECT pg_backup_start('lab clone', fast => true)");
  try {
    await copyFolder(from, to, '');
  } catch (error) {
    primary.drop(); // ends the backup
    throw error;
  }
  const [end] = await primary.query<{ labelfile: string }>(
    'SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)',
  );
  await writeFile(join(to, 'backup_label'), end?.labelfile ?? '');
  await writeFile(join(to, 'standby.signal'), '');
  giveTo(account, to);
};

const copyFolder = async (from: string, to: string, path: string): Promise<void> => {
  const entries = await readdir(join(from, path), { withFileTypes: true });
  await Promise.all(entries.map((entry) => copyEntry(from, to, path, entry)));
};

const copyEntry = async (from: string, to: string, path: string, entry: Dirent) => {
  const inner = join(path, entry.name);
  if (path === '' && LEFT_OUT.has(entry.name)) return;
  if (!entry.isDirectory()) return copyIfThere(join(from, inner), join(to, inner));
  await mkdir(join(to, inner), { recursive: true, mode: 0o700 });
  if (path === '' && CONTENT_LEFT_OUT.has(entry.name)) return;
  await copyFolder(from, to, inner);
};

const copyIfThere = async (from: string, to: string) => {
  try {
    await copyFile(from, to);
  } catch (error) {
    // A table that was dropped meanwhile; the log says so too.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
};
