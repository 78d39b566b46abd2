import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openApi } from '../functions/api/openapi.ts';

// Writes the OpenAPI document; with --check, only says whether the written one is current.
const root = resolve(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string };
const files = [
  [resolve(root, 'schema/openapi.json'), `${JSON.stringify(openApi(version), null, 2)}\n`],
] as const;

const stale = files.filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`${path} is not what functions/api says; run: npm run schema`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else for (const [path, text] of stale) writeFileSync(path, text);
