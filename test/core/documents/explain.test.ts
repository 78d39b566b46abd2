import { expect, test } from 'vitest';
import * as z from 'zod';
import { explain } from '../../../core/documents/explain.ts';
import { exampleOf, keysAt, purposeOf, schemaAt } from '../../../core/documents/schema-at.ts';

test('an issue nobody foresaw is told in the words of the schema library', () => {
  const schema = z.strictObject({ owner: z.email() });
  const value = { owner: 'team' };
  expect(explain(schema.safeParse(value).error?.issues ?? [], { schema, value })).toEqual([
    {
      path: ['owner'],
      message: '`owner`: Invalid email address',
      fix: 'see the description of the field',
    },
  ]);
});

test('of what no schema knows, nothing is said', () => {
  const schema = z.strictObject({ owner: z.string() });
  const unknown = schemaAt(schema, ['owner', 'name'], { owner: {} });
  expect(unknown).toBeUndefined();
  expect(keysAt(unknown, {})).toEqual([]);
  expect(exampleOf(unknown)).toBeUndefined();
  expect(purposeOf(unknown)).toBe('');
});

test('a field that does not say what it is for has no purpose to tell', () => {
  expect(purposeOf(z.string())).toBe('');
});

test('the purpose of a field is the first part of its description, as part of a sentence', () => {
  expect(purposeOf(z.string().describe('Who answers for it: a team. Or a person.'))).toBe(
    'who answers for it',
  );
  expect(purposeOf(z.string().describe('AWS Region'))).toBe('AWS Region');
});
