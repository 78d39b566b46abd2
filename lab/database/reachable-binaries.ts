import { createHash } from 'node:crypto';
import { cpSync, existsSync, lstatSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { canReach, type PostgresAccount } from './postgres-account.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';

/**
 * The same programs where the account can get at them: a checkout of root's is often closed to others. They are copied
 * once, into the system's folder for temporary files, by their place and time; the copy is used again.
 */
export const reachableBinaries = (account: PostgresAccount, binaries: PostgresBinaries): PostgresBinaries => {
  if (canReach(account, binaries.postgres)) return binaries;
  const native = dirname(dirname(binaries.postgres));
  const from = `${native} ${statSync(binaries.postgres).mtimeMs}`;
  const copy = join(
    tmpdir(),
    `firedrill-postgres-${createHash('sha256').update(from).digest('hex').slice(0, 16)}`,
  );
  if (!existsSync(copy)) copyWhole(native, copy);
  const { uid, mode } = lstatSync(copy);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0)
    throw new Error(`${copy} is not ours alone to write. Remove it and try again.`);
  const program = (path: string) => join(copy, 'bin', basename(path));
  return { initdb: program(binaries.initdb), postgres: program(binaries.postgres) };
};

// Another lab may do the same at the same time: the first to give it the name wins.
const copyWhole = (from: string, to: string): void => {
  const part = `${to}.${process.pid}.part`;
  rmSync(part, { recursive: true, force: true });
  cpSync(from, part, { recursive: true, verbatimSymlinks: true, mode: 0 });
  try {
    renameSync(part, to);
  } catch (failure) {
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(to)) throw failure;
  }
};
