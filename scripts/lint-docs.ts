import { readFileSync, writeFileSync } from 'node:fs';
import { ruleTables } from '../core/lint/rule-tables.ts';

// Writes the tables of rules into docs/lint.md. A test fails when they differ.
const file = new URL('../docs/lint.md', import.meta.url);
const rules = /(<!-- rules:.*?-->\n)[\s\S]*(\n<!-- end of rules -->)/;
writeFileSync(
  file,
  readFileSync(file, 'utf8').replace(
    rules,
    (_, before: string, after: string) => `${before}\n${ruleTables()}\n${after}`,
  ),
);
