import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildMiddleware } from '../../middleware/build.ts';

const root = resolve(import.meta.dirname, '../..');
const home = mkdtempSync(join(tmpdir(), 'a function '));
const installed = join(home, 'node_modules/@firedrill/middy');

const handler = `
import middy from '@middy/core';
import { ChaosFault, chaos } from '@firedrill/middy';

const flag = {
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
  fault: { exception: 'out of order' },
  functions: ['pay'],
  run: 'run-1/0',
};
export const handler = middy()
  .use(chaos({ parameter: '/chaos/pay', read: async () => JSON.stringify(flag) }))
  .handler(async () => 'handled');
const call = (functionName: string) =>
  handler({}, { functionName } as never).catch((failure: unknown) => failure instanceof ChaosFault);
console.log(await call('pay'), await call('ship'));
`;

// As npm would install it, beside the middy of a function.
beforeAll(async () => {
  mkdirSync(installed, { recursive: true });
  cpSync(join(root, 'middleware/package.json'), join(installed, 'package.json'));
  await buildMiddleware(join(installed, 'dist'));
  for (const name of ['@middy', '@types'])
    symlinkSync(join(root, 'node_modules', name), join(home, 'node_modules', name));
  writeFileSync(join(home, 'package.json'), '{"type":"module"}');
  writeFileSync(join(home, 'handler.ts'), handler);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

test('the package has no dependency, and is small', () => {
  const module = readFileSync(join(installed, 'dist/chaos.js'), 'utf8');
  const imported = [...module.matchAll(/^import .*from "(.+)";$/gm)].map(([, name]) => name);

  expect(imported).toEqual(['node:timers/promises']);
  expect(statSync(join(installed, 'dist/chaos.js')).size).toBeLessThan(16_000);
});

test('a function that has it installed hurts itself when its flag says so', () => {
  const printed = execFileSync(process.execPath, ['handler.ts'], { cwd: home, encoding: 'utf8' });

  expect(printed).toContain('"FaultsApplied":1');
  expect(printed).toContain('true handled');
});

test('a function that has it installed is checked against its types', () => {
  const tsc = (file: string) =>
    spawnSync(
      join(root, 'node_modules/.bin/tsc'),
      ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--types', 'node', file],
      { cwd: home, encoding: 'utf8' },
    ).stdout;
  writeFileSync(
    join(home, 'wrong.ts'),
    "import { chaos } from '@firedrill/middy';\nchaos({ parameters: '/chaos/pay' });\n",
  );

  expect(tsc('handler.ts')).toBe('');
  expect(tsc('wrong.ts')).toContain("'parameters' does not exist in type 'ChaosOptions'");
});
