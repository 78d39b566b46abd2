import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { eventJsonSchemas } from '../core/event-json-schema.ts';

// Writes the JSON Schemas of the events Firedrill sends; with --check, only says whether the written ones are current.
const folder = resolve(import.meta.dirname, '..', 'schema', 'events');
const wanted = Object.entries(eventJsonSchemas()).map(
  ([file, schema]) => [resolve(folder, file), `${JSON.stringify(schema, null, 2)}\n`] as const,
);

const stale = wanted.filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
const paths = new Set(wanted.map(([path]) => path));
const written = existsSync(folder) ? readdirSync(folder).map((file) => resolve(folder, file)) : [];
const gone = written.filter((path) => !paths.has(path));

if (process.argv.includes('--check')) {
  for (const path of [...stale.map(([path]) => path), ...gone])
    console.error(`${path} is not what core/event-data.ts says; run: node scripts/event-schemas.ts`);
  process.exitCode = stale.length + gone.length === 0 ? 0 : 1;
} else {
  mkdirSync(folder, { recursive: true });
  for (const [path, text] of stale) writeFileSync(path, text);
  for (const path of gone) rmSync(path);
}
