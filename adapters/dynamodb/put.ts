import { randomUUID } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { calling } from '../aws/calling.ts';
import { type Item, keyOf, markAttribute } from './attributes.ts';
import { type Condition, conditionInput, type Written, writtenAfterAll } from './condition.ts';
import { unlessInConflict } from './conflict.ts';
import type { ItemKey } from './item-keys.ts';
import type { Table } from './table.ts';

/** Writes an item whole, where the condition holds for what is there. */
export const put = (
  { client, name }: Table,
  intent: string,
  { key, item, condition }: { readonly key: ItemKey; readonly item: Item; readonly condition: Condition },
): Promise<Written> => {
  const mark = randomUUID();
  const marked = { ...item, ...keyOf(key), [markAttribute]: { S: mark } };
  const command = new PutItemCommand({ TableName: name, Item: marked, ...conditionInput(condition) });
  const send = () =>
    client.send(command).then(
      (): Written => ({ ok: true, item: marked }),
      (cause: unknown) => writtenAfterAll(cause, mark),
    );
  return calling(intent, () => unlessInConflict(send));
};
