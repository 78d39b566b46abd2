import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type CatalogueData, pageText } from './page-text.ts';
import { idsText, typesText } from './types-text.ts';

const root = resolve(import.meta.dirname, '../..');

/** The data, read as they are: core/catalogue/catalogue.ts needs the types that are written from them. */
export const catalogueData = (): CatalogueData => {
  const read = (name: string) =>
    JSON.parse(readFileSync(resolve(root, 'core/catalogue', `${name}.json`), 'utf8'));
  return {
    actions: read('actions'),
    targets: read('targets'),
    documents: read('documents'),
    retired: read('retired'),
  };
};

/** Every file that follows from the data, by its path, with what has to be in it. */
export const writtenFiles = (data: CatalogueData): ReadonlyMap<string, string> =>
  new Map([
    ['core/catalogue/action-ids.ts', idsText(data)],
    ['core/catalogue/generated.ts', typesText(data)],
    ['docs/faults.md', pageText(data)],
  ]);
