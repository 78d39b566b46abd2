import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type CatalogueData, idsText, typesText } from './catalogue/types-text.ts';

// Writes what follows from core/catalogue/*.json; with --check, only says whether the written files are current.
const root = resolve(import.meta.dirname, '..');
const read = (name: string) => JSON.parse(readFileSync(resolve(root, 'core/catalogue', name), 'utf8'));
const data: CatalogueData = {
  actions: read('actions.json'),
  targets: read('targets.json'),
  documents: read('documents.json'),
};

const stale = [
  ['core/catalogue/action-ids.ts', idsText(data)] as const,
  ['core/catalogue/generated.ts', typesText(data)] as const,
].filter(
  ([path, text]) => !existsSync(resolve(root, path)) || readFileSync(resolve(root, path), 'utf8') !== text,
);

if (process.argv.includes('--check')) {
  for (const [path] of stale)
    console.error(`${path} is not what core/catalogue/*.json say; run: node scripts/catalogue.ts`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else for (const [path, text] of stale) writeFileSync(resolve(root, path), text);
