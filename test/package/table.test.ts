import { expect, test } from 'vitest';
import { expiryAttribute, tableSchema } from '../../adapters/dynamodb/table.ts';
import { at } from '../../scripts/package/template.ts';
import { packagedTemplate } from './packaged.ts';

const table = packagedTemplate().Resources.Table;

test('the table that is deployed is the one that the adapters ask', () => {
  expect(at(table, 'Properties', 'KeySchema')).toEqual(tableSchema.KeySchema);
  expect(at(table, 'Properties', 'AttributeDefinitions')).toEqual(tableSchema.AttributeDefinitions);
});

test('it forgets by the attribute that the adapters write', () => {
  expect(at(table, 'Properties', 'TimeToLiveSpecification', 'AttributeName')).toBe(expiryAttribute);
});
