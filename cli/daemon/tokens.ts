import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Role, roles } from '../../core/access.ts';

const folderOf = (stateDir: string) => join(stateDir, 'tokens');

/** The file with the token of a role. Only its owner may read it. */
export const tokenFile = (stateDir: string, role: Role): string => join(folderOf(stateDir), role);

/** A token per role, made where there is none. */
export const makeTokens = (stateDir: string): Readonly<Record<Role, string>> => {
  mkdirSync(folderOf(stateDir), { recursive: true, mode: 0o700 });
  const tokens = roles.map((role) => [role, tokenIn(tokenFile(stateDir, role))] as const);
  return Object.fromEntries(tokens) as Record<Role, string>;
};

/** From now on none of them opens anything. */
export const removeTokens = (stateDir: string): void =>
  rmSync(folderOf(stateDir), { recursive: true, force: true });

// Of two that make it at once one does, and both read what it has written.
const tokenIn = (path: string): string => {
  try {
    writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'EEXIST')) throw failure;
  }
  return readFileSync(path, 'utf8').trim();
};
