import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { catalogueData, writtenFiles } from './catalogue/written.ts';

// Writes what follows from core/catalogue/*.json; with --check, only says whether the written files are current.
const root = resolve(import.meta.dirname, '..');
const stale = [...writtenFiles(catalogueData())].filter(
  ([path, text]) => !existsSync(resolve(root, path)) || readFileSync(resolve(root, path), 'utf8') !== text,
);

if (process.argv.includes('--check')) {
  for (const [path] of stale)
    console.error(`${path} is not what core/catalogue says; run: node scripts/catalogue.ts`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else for (const [path, text] of stale) writeFileSync(resolve(root, path), text);
