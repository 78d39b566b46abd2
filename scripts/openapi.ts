import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openApi } from '../functions/api/openapi.ts';
import { problems } from '../functions/api/problems.ts';
import { typesOf } from './openapi/types.ts';

// Writes what is made of the API's table: its OpenAPI document, the types of its client, and the page about problems. With
// --check, only says whether the written ones are current.
const root = resolve(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string };
const document = openApi(version);

const rows = Object.entries(problems).map(
  ([name, { status, title, help }]) => `| \`${name}\` | ${status} | ${title} | ${help} |`,
);
const page = `# Problems of the API

What each \`type\` of an error means. Errors are \`application/problem+json\`
([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)); the API serves a page about each at \`/v1/problems/<type>\`.

| type | status | title | what to do |
|---|---|---|---|
${rows.join('\n')}
`;

const files = [
  [resolve(root, 'schema/openapi.json'), `${JSON.stringify(document, null, 2)}\n`],
  [resolve(root, 'schema/paths.ts'), typesOf(document)],
  [resolve(root, 'docs/problems.md'), page],
] as const;

const stale = files.filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`${path} is not what functions/api says; run: npm run schema`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else for (const [path, text] of stale) writeFileSync(path, text);
