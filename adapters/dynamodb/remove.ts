import { ConditionalCheckFailedException, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { calling } from '../aws/calling.ts';
import { keyOf } from './attributes.ts';
import { type Condition, conditionInput, exists } from './condition.ts';
import { unlessInConflict } from './conflict.ts';
import type { ItemKey } from './item-keys.ts';
import type { Table } from './table.ts';

/** Removes an item where the condition holds for it. False where it does not, or where there is none: that is no error. */
export const removed = (
  { client, name }: Table,
  intent: string,
  key: ItemKey,
  condition: Condition = exists,
): Promise<boolean> => {
  const command = new DeleteItemCommand({ TableName: name, Key: keyOf(key), ...conditionInput(condition) });
  const send = async () => {
    try {
      await client.send(command);
      return true;
    } catch (cause) {
      if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
      return false;
    }
  };
  return calling(intent, () => unlessInConflict(send));
};

/** The same for whoever does not ask whether there was one. */
export const remove = async (...asked: Parameters<typeof removed>): Promise<void> => {
  await removed(...asked);
};
