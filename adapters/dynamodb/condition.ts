import { type AttributeValue, ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { attributeOf, type Item, markAttribute } from './attributes.ts';

/** What must hold for a write, in DynamoDB's words: `#field` is an attribute, `:name` one of the values by their names. */
export type Condition = { readonly expression: string; readonly values?: Item };

/** Nothing is there yet. */
export const isNew: Condition = { expression: 'attribute_not_exists(#PK)' };

/** Something is there. */
export const exists: Condition = { expression: 'attribute_exists(#PK)' };

/** Each of them holds; none has an OR in it, because DynamoDB refuses parentheses that are not needed. */
export const all = (...conditions: readonly Condition[]): Condition => ({
  expression: conditions.map(({ expression }) => expression).join(' AND '),
  values: Object.assign({}, ...conditions.map(({ values }) => values)),
});

/** A condition as a write takes it. Where it does not hold the answer has what stands there. */
export const conditionInput = ({ expression, values = {} }: Condition) => ({
  ConditionExpression: expression,
  ExpressionAttributeNames: namesIn(expression),
  ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: placeholders(values) }),
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
});

/** A field that has this value. */
export const equals = (field: string, value: unknown): Condition => ({
  expression: `#${field} = :${field}`,
  values: { [field]: attributeOf(value) },
});

const placeholders = (values: Item): Record<string, AttributeValue> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value]));

const namesIn = (expression: string): Record<string, string> =>
  Object.fromEntries(expression.match(/#\w+/g)?.map((name) => [name, name.slice(1)]) ?? []);

/** What came of a write: it was made, or its condition did not hold, and this is what stands there. */
export type Written =
  | { readonly ok: true; readonly item: Item }
  | { readonly ok: false; readonly item?: Item };

/**
 * The outcome of a write that was not answered with a yes. An item that bears the mark of this very write is its own:
 * it was made, the answer was lost, and the SDK asked again.
 */
export const writtenAfterAll = (cause: unknown, mark: string): Written => {
  if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
  return standing(cause.Item, mark);
};

/** The same for what stands where a write was refused. */
export const standing = (item: Item | undefined, mark: string): Written => {
  if (item === undefined) return { ok: false };
  return { ok: item[markAttribute]?.S === mark, item };
};
