import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openApi } from '../../../functions/api/openapi.ts';
import { openApiDocument } from '../../../functions/api/openapi-document.ts';
import { operations } from '../../../functions/api/operations.ts';
import { problems } from '../../../functions/api/problems.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

test('the document that is written is the one that is served: run npm run schema', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };

  expect(openApiDocument).toEqual(JSON.parse(JSON.stringify(openApi(version))));
});

test('no two operations have the same name, or the same way', () => {
  const ids = operations.map(({ id }) => id);
  const ways = operations.map(({ method, path }) => `${method} ${path}`);

  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(ways).size).toBe(ways.length);
});

test('every way asks who comes', () => {
  const paths = Object.values(openApiDocument.paths as Record<string, Record<string, object>>);

  expect(openApiDocument.security).toEqual([{ bearer: [] }, { signature: [] }]);
  for (const one of paths.flatMap((path) => Object.values(path))) expect(one).not.toHaveProperty('security');
});

test('every kind of problem is on the page about them', () => {
  const page = read('docs/problems.md');

  for (const [name, { title, status }] of Object.entries(problems))
    expect(page).toContain(`| \`${name}\` | ${status} | ${title} |`);
});
