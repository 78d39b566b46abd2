import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

const ROOTS_FOLDER = 'firedrill-database-';

/**
 * Where the data of the shop's database lie: the same for the same state folder, so the next lab finds what one that
 * was killed has left. As root it is in the system's folder for temporary files, because PostgreSQL runs as somebody
 * else, to whom a state folder is closed.
 */
export const shopDataDir = (stateDir: string): string => join(databaseFolder(stateDir), 'shop');

/** Makes the folder around the data where it is root's; elsewhere it is made with the data. */
export const makeDatabaseFolder = (stateDir: string): void => {
  if (!isRoot()) return;
  const folder = databaseFolder(stateDir);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const { uid } = lstatSync(folder);
  if (uid !== 0) throw new Error(`${folder} belongs to user ${uid}, not to root. Remove it and try again.`);
};

const databaseFolder = (stateDir: string): string => {
  if (!isRoot()) return join(stateDir, 'database');
  const name = createHash('sha256').update(resolve(stateDir)).digest('hex').slice(0, 16);
  return join(tmpdir(), `${ROOTS_FOLDER}${name}`);
};

const isRoot = () => process.getuid?.() === 0;

/** Removes a folder in which no databases are left, with root's folder around it; what holds anything else stays. */
export const leaveFolder = async (folder: string): Promise<void> => {
  await rmdir(folder).catch(() => {}); // not empty, or never made
  const around = dirname(folder);
  if (basename(around).startsWith(ROOTS_FOLDER)) await rmdir(around).catch(() => {});
};
