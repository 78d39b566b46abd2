import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { storing } from './storing.ts';

/** A directory for its owner only, made with what leads to it where it is not there, and durably so. */
export const ensureStateDir = (directory: string): void =>
  storing(`make ${directory}`, () => {
    const firstMade = mkdirSync(directory, { recursive: true, mode: 0o700 });
    if (firstMade !== undefined) syncDirectory(dirname(firstMade));
  });

/** A name is durable once its directory is: syncing the file alone leaves it without a name after a power loss. */
export const syncDirectory = (directory: string): void => {
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};
