import { chownSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whom PostgreSQL runs as, in spawn's words; nobody in particular when this process is an ordinary user's. */
export type PostgresAccount = { readonly uid?: number; readonly gid?: number };

// "nobody" on Debian, Alpine, Fedora and macOS alike enough: PostgreSQL only insists on not being root.
const NOBODY = 65_534;

/** The account PostgreSQL runs as: it refuses to run as root. */
export const postgresAccount = (): PostgresAccount =>
  process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Makes a file or a whole folder the account's. */
export const giveTo = ({ uid, gid }: PostgresAccount, path: string): void => {
  if (uid === undefined || gid === undefined) return;
  chownSync(path, uid, gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveTo({ uid, gid }, join(path, name));
};

const SEARCHABLE_BY_OTHERS = 0o001;

/** Whether the account can get to a path that root sees. */
export const canReach = (account: PostgresAccount, path: string): boolean => {
  try {
    assertReachable(account, path);
    return true;
  } catch {
    return false;
  }
};

/** Throws, naming the folder in the way, when the account cannot get to a path that root sees. */
export const assertReachable = ({ uid }: PostgresAccount, path: string): void => {
  if (uid === undefined) return;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid: owner } = statSync(folder);
    if (owner !== uid && (mode & SEARCHABLE_BY_OTHERS) === 0) {
      throw new Error(
        `PostgreSQL does not run as root, and as user ${uid} it cannot reach ${path}: ${folder} is closed to others. Run firedrill as an ordinary user, or chmod o+x "${folder}".`,
      );
    }
    if (folder === dirname(folder)) return;
  }
};
