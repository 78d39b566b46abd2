import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ruleTables } from '../../../core/lint/rule-tables.ts';
import { rules, ruleTexts } from '../../../core/lint/rules.ts';

const docs = readFileSync(new URL('../../../docs/lint.md', import.meta.url), 'utf8');

test('docs/lint.md has the rules as they are; `node scripts/lint-docs.ts` writes them', () => {
  expect(docs).toContain(`\n${ruleTables()}\n`);
});

test('every rule has a row of its own', () => {
  for (const { id } of ruleTexts) expect(ruleTables().split(`| \`${id}\` |`)).toHaveLength(2);
  expect(ruleTexts.length).toBeGreaterThan(rules.length);
});
