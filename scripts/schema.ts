import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { jsonSchemas } from '../core/documents/json-schema.ts';

// Writes the JSON Schemas editors and OpenAPI use; with --check, only says whether the written ones are current.
const root = resolve(import.meta.dirname, '..', 'schema');
const files = [
  ...Object.entries(jsonSchemas('draft-07')).map(([name, schema]) => [resolve(root, name), schema] as const),
  ...Object.entries(jsonSchemas('draft-2020-12')).map(
    ([name, schema]) => [resolve(root, '2020-12', name), schema] as const,
  ),
];

const textOf = (schema: object) => `${JSON.stringify(schema, null, 2)}\n`;
const isCurrent = ([path, schema]: (typeof files)[number]) =>
  existsSync(path) && readFileSync(path, 'utf8') === textOf(schema);

const stale = files.filter((file) => !isCurrent(file));
if (process.argv.includes('--check')) {
  for (const [path] of stale)
    console.error(`${path} is not what core/documents says; run: node scripts/schema.ts`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const [path, schema] of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, textOf(schema));
  }
}
