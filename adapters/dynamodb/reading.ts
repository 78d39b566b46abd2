import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { calling } from '../aws/calling.ts';
import { type Item, keyOf } from './attributes.ts';
import type { ItemKey } from './item-keys.ts';
import type { Table } from './table.ts';

/** The item, as every write that was answered has left it. */
export const itemAt = async (
  { client, name }: Table,
  intent: string,
  key: ItemKey,
): Promise<Item | undefined> => {
  const get = new GetItemCommand({ TableName: name, Key: keyOf(key), ConsistentRead: true });
  return (await calling(intent, () => client.send(get))).Item;
};
