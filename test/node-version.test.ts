import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const path = [bin, process.env.PATH].join(delimiter);
const major = (version: string) => Number(/^v?(\d+)\./.exec(version.trim())?.[1]);

const { engines, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

test('these tests run on Node 24 or newer, whatever the system has', () => {
  expect(engines.node).toBe('>=24');
  expect(major(process.version)).toBeGreaterThanOrEqual(24);
});

test.runIf(process.platform === 'linux')('the Node that npm scripts find first is the pinned one', () => {
  const { stdout } = spawnSync('node', ['--version'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
  });

  expect(Object.values(optionalDependencies)).toContain(stdout.trim().slice(1));
});

test.runIf(process.platform === 'linux')('a script of npm gets it too, and so does a child of that', () => {
  const child = "require('child_process').execSync('node --version', { encoding: 'utf8' })";
  const { stdout } = spawnSync(
    'npm',
    ['exec', '--offline', '--call', `node -p "[process.version, ${child}.trim()].join()"`],
    { cwd: root, encoding: 'utf8' },
  );

  const versions = stdout.trim().split(',');
  expect(versions).toHaveLength(2);
  for (const version of versions) expect(Object.values(optionalDependencies)).toContain(version.slice(1));
});
