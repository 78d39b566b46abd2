import { randomUUID } from 'node:crypto';
import {
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { calling } from '../aws/calling.ts';
import { type Item, keyOf, markAttribute } from './attributes.ts';
import { type Condition, conditionInput, standing } from './condition.ts';
import { unlessInConflict } from './conflict.ts';
import type { ItemKey } from './item-keys.ts';
import type { Table } from './table.ts';
import { type Update, updateInput } from './update-input.ts';

/** A part of a transaction, given the table's name and the mark of its writes. */
export type Part = (tableName: string, mark: string) => TransactWriteItem;

/** Writes an item whole. */
export const putting =
  (key: ItemKey, item: Item, condition: Condition): Part =>
  (TableName, mark) => ({
    Put: {
      TableName,
      Item: { ...item, ...keyOf(key), [markAttribute]: { S: mark } },
      ...conditionInput(condition),
    },
  });

/** Changes some attributes of an item. */
export const updating =
  (change: Update): Part =>
  (TableName, mark) => ({ Update: { TableName, ...updateInput(change, mark) } });

/** Removes an item, whether it is there or not. */
export const deleting =
  (key: ItemKey): Part =>
  (TableName) => ({ Delete: { TableName, Key: keyOf(key) } });

/** A condition that did not hold: the place of its part, and what stands there. */
export type Unmet = { readonly part: number; readonly item?: Item };

/** Writes all parts or none. The parts whose condition did not hold; none when all was written. */
export const allOrNone = (
  { client, name }: Table,
  intent: string,
  parts: readonly Part[],
): Promise<readonly Unmet[]> => {
  const mark = randomUUID();
  // The token makes the same request, sent again because its answer was lost, the same transaction.
  const command = new TransactWriteItemsCommand({
    TransactItems: parts.map((part) => part(name, mark)),
    ClientRequestToken: mark,
  });
  const send = () =>
    client.send(command).then(
      () => [],
      (cause: unknown) => unmetIn(cause, mark),
    );
  return calling(intent, () => unlessInConflict(send));
};

const unmetIn = (cause: unknown, mark: string): readonly Unmet[] => {
  if (!(cause instanceof TransactionCanceledException)) throw cause;
  const unmet = (cause.CancellationReasons ?? []).flatMap(({ Code, Item }, part) =>
    Code === 'ConditionalCheckFailed' ? [{ part, ...(Item && { item: Item }) }] : [],
  );
  if (unmet.length === 0) throw cause;
  return unmet.some(({ item }) => standing(item, mark).ok) ? [] : unmet;
};
