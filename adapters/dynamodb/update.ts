import { randomUUID } from 'node:crypto';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { calling } from '../aws/calling.ts';
import { type Written, writtenAfterAll } from './condition.ts';
import { unlessInConflict } from './conflict.ts';
import type { Table } from './table.ts';
import { type Update, updateInput } from './update-input.ts';

/** Changes some attributes of an item, where the condition holds for it. */
export const update = ({ client, name }: Table, intent: string, asked: Update): Promise<Written> => {
  const mark = randomUUID();
  const command = new UpdateItemCommand({
    TableName: name,
    ...updateInput(asked, mark),
    ReturnValues: 'ALL_NEW',
  });
  const send = () =>
    client.send(command).then(
      ({ Attributes = {} }): Written => ({ ok: true, item: Attributes }),
      (cause: unknown) => writtenAfterAll(cause, mark),
    );
  return calling(intent, () => unlessInConflict(send));
};
