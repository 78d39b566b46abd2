import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** Packages once for all the tests here, as a deployment would. */
export const setup = (): void => {
  const root = resolve(import.meta.dirname, '../..');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/package.ts'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm run package failed:\n${stdout}\n${stderr}`);
};
