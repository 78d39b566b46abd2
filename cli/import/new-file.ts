import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { exitCode, Stop } from '../exit.ts';

/** Writes a file, and the folders around it; one that is there already only with `force`. */
export const newFile = (file: string, text: string, force: boolean): void => {
  const there = `${file} is there already; choose another name, or say --force`;
  if (!force && existsSync(file)) throw new Stop(exitCode.usage, there);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: force ? 'w' : 'wx' });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Stop(exitCode.usage, `${file} cannot be written: ${why}`, { cause });
  }
};

/** Whether a path is meant to be a folder, or is one. */
export const isFolder = (path: string): boolean =>
  path.endsWith('/') || (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
