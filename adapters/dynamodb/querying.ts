import { paginateQuery, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { calling } from '../aws/calling.ts';
import type { Item } from './attributes.ts';
import type { Table } from './table.ts';

/** Which items: those of a partition, or those of them whose sort key begins so. */
export type Wanted = {
  readonly pk: string;
  readonly prefix?: string;
  /** Only those whose sort key comes before it; not together with a prefix. */
  readonly before?: string;
  readonly lastFirst?: boolean;
  /** How many at a time, where not all of them may be needed. */
  readonly pageSize?: number;
  /** Only these attributes. */
  readonly only?: readonly string[];
};

/** Items in the order of their sort keys, page by page as far as they are asked for. */
export async function* itemsUnder(
  { client, name }: Table,
  intent: string,
  { pk, prefix, before, lastFirst = false, pageSize, only }: Wanted,
): AsyncGenerator<Item> {
  const query: QueryCommandInput = {
    TableName: name,
    ConsistentRead: true,
    ScanIndexForward: !lastFirst,
    KeyConditionExpression: `PK = :pk${
      prefix === undefined ? '' : ' AND begins_with(SK, :prefix)'
    }${before === undefined ? '' : ' AND SK < :before'}`,
    ExpressionAttributeValues: {
      ':pk': { S: pk },
      ...(prefix !== undefined && { ':prefix': { S: prefix } }),
      ...(before !== undefined && { ':before': { S: before } }),
    },
    ...(only && {
      ProjectionExpression: only.map((attribute) => `#${attribute}`).join(),
      ExpressionAttributeNames: Object.fromEntries(only.map((attribute) => [`#${attribute}`, attribute])),
    }),
  };
  const pages = paginateQuery({ client, ...(pageSize !== undefined && { pageSize }) }, query);
  for (;;) {
    const page = await calling(intent, () => pages.next());
    if (page.done) return;
    yield* page.value.Items ?? [];
  }
}

/** All of them. */
export const allUnder = async (table: Table, intent: string, wanted: Wanted): Promise<readonly Item[]> => {
  const items: Item[] = [];
  for await (const item of itemsUnder(table, intent, wanted)) items.push(item);
  return items;
};
