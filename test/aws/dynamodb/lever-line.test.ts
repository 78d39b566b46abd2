import { readFileSync } from 'node:fs';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, inject, test } from 'vitest';
import { leverReader, leverWriter } from '../../../adapters/dynamodb/levers.ts';
import { freshTable } from './fresh-table.ts';

test('the line of docs/deploy.md pulls the lever, and Firedrill releases it', async () => {
  const page = readFileSync(new URL('../../../docs/deploy.md', import.meta.url), 'utf8');
  const [, item = ''] = /aws dynamodb put-item --table-name \S+ --item '([^']+)'/.exec(page) ?? [];
  const table = freshTable(inject('moto'));
  await table.client.send(new PutItemCommand({ TableName: table.name, Item: JSON.parse(item) }));

  expect(await leverReader(table).engaged(['global', 'service:another'])).toMatchObject([
    { scope: 'global', by: 'on-call', reason: 'an incident' },
  ]);
  await leverWriter(table).release('global');
  expect(await leverReader(table).engaged(['global'])).toEqual([]);
});
