import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { functionNames } from './package/bundle.ts';
import { sizesOf } from './package/sizes.ts';

// Packs everything that `serverless deploy` would deploy, without an account, and says how large it is.
const root = resolve(import.meta.dirname, '..');
const beganMs = performance.now();
const args = ['package', ...process.argv.slice(2)];
const { status } = spawnSync(join(root, 'node_modules', '.bin', 'serverless'), args, {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)}`.padStart(6);
console.log('at start, all of it, zipped (KB)');
for (const name of functionNames(root)) {
  const { atStart, all } = sizesOf(root, name);
  const { size } = statSync(join(root, '.serverless', `${name}.zip`));
  console.log(`${[atStart, all, size].map(kilobytes).join('')}  ${name}`);
}
const template = readFileSync(join(root, '.serverless', 'cloudformation-template-update-stack.json'));
console.log(`${kilobytes(template.length)} ${kilobytes(gzipSync(template).length)}  the template`);
console.log(`${((performance.now() - beganMs) / 1000).toFixed(1)} s`);
