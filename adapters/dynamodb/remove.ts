import { ConditionalCheckFailedException, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { calling } from '../aws/calling.ts';
import { keyOf } from './attributes.ts';
import { type Condition, conditionInput, exists } from './condition.ts';
import { unlessInConflict } from './conflict.ts';
import type { ItemKey } from './item-keys.ts';
import type { Table } from './table.ts';

/** Removes an item where the condition holds for it. One that is not there is no error. */
export const remove = async (
  { client, name }: Table,
  intent: string,
  key: ItemKey,
  condition: Condition = exists,
): Promise<void> => {
  const command = new DeleteItemCommand({ TableName: name, Key: keyOf(key), ...conditionInput(condition) });
  const send = async () => {
    try {
      await client.send(command);
    } catch (cause) {
      if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
    }
  };
  await calling(intent, () => unlessInConflict(send));
};
