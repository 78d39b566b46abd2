import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { spawnTied } from '../process/spawn-tied.ts';
import { clearDataDirectory, markAsTheLabs } from './left-behind.ts';
import type { Credentials } from './messages.ts';
import { assertReachable, giveTo, type PostgresAccount } from './postgres-account.ts';
import { HOST_BASED_AUTHENTICATION, type PostgresSettings, postgresqlConf } from './postgres-settings.ts';

/** An empty folder of the account's own, with what leads to it; what was there before is removed. */
export const freshDirectory = async (account: PostgresAccount, directory: string): Promise<void> => {
  await clearDataDirectory(directory);
  // Open to pass through: as root, the server is somebody else.
  mkdirSync(dirname(directory), { recursive: true, mode: account.uid === undefined ? 0o700 : 0o711 });
  markAsTheLabs(directory);
  mkdirSync(directory, { mode: 0o700 });
  giveTo(account, directory);
  assertReachable(account, directory);
};

/** Makes a database in an empty folder, with one superuser. */
export const initializeDatabase = async (
  initdb: string,
  account: PostgresAccount,
  directory: string,
  { user, password }: Credentials,
): Promise<void> => {
  assertReachable(account, initdb);
  const passwordFile = join(dirname(directory), '.password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(account, passwordFile);
  try {
    await run(initdb, account, [
      ...['-D', directory, '-U', user, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
      ...['--encoding=UTF8', '--locale=C', '--wal-segsize=1', '--no-sync', '--no-instructions'],
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
};

/** Writes what the server reads when it starts or is told to reload. */
export const writeSettings = (
  account: PostgresAccount,
  directory: string,
  settings: PostgresSettings,
): void => {
  const files = { 'postgresql.conf': postgresqlConf(settings), 'pg_hba.conf': HOST_BASED_AUTHENTICATION };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(directory, name), content, { mode: 0o600 });
    giveTo(account, join(directory, name));
  }
};

const run = async (program: string, account: PostgresAccount, args: readonly string[]) => {
  const env = { PATH: process.env.PATH, LC_ALL: 'C' };
  const child = spawnTied(program, args, { ...account, cwd: '/', env, stdio: ['ignore', 'ignore', 'pipe'] });
  const said = child.stderr ? text(child.stderr) : '';
  const [[code], output] = await Promise.all([once(child, 'exit'), said]);
  if (code !== 0) throw new Error(`initdb could not make the lab's database:\n${output.trimEnd()}`);
};
