import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { keyOf, markAttribute } from './attributes.ts';
import { type Condition, conditionInput } from './condition.ts';
import type { ItemKey } from './item-keys.ts';

/** Attributes to set; one without a value is removed. */
export type Change = Readonly<Record<string, AttributeValue | undefined>>;

/** One change of one item. */
export type Update = { readonly key: ItemKey; readonly change: Change; readonly condition: Condition };

/** A change as a command, or a part of a transaction, takes it. */
export const updateInput = ({ key, change, condition }: Update, mark: string) => {
  const { ExpressionAttributeNames, ExpressionAttributeValues, ...rest } = conditionInput(condition);
  const fields = Object.entries({ ...change, [markAttribute]: { S: mark } }).map(([field, value], n) => ({
    field,
    value,
    name: `#set${n}`,
    placeholder: `:set${n}`,
  }));
  const set = fields.filter(({ value }) => value !== undefined);
  const removed = fields.filter(({ value }) => value === undefined);
  return {
    Key: keyOf(key),
    UpdateExpression: [
      `SET ${set.map(({ name, placeholder }) => `${name} = ${placeholder}`).join(', ')}`,
      ...(removed.length > 0 ? [`REMOVE ${removed.map(({ name }) => name).join(', ')}`] : []),
    ].join(' '),
    ...rest,
    ExpressionAttributeNames: {
      ...ExpressionAttributeNames,
      ...Object.fromEntries(fields.map(({ name, field }) => [name, field])),
    },
    ExpressionAttributeValues: {
      ...ExpressionAttributeValues,
      ...Object.fromEntries(set.flatMap(({ placeholder, value }) => (value ? [[placeholder, value]] : []))),
    },
  };
};
