import type { AttributeValue, CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * The one table. It has no index: an index is read as it was some time ago, and an open run that is not seen is not
 * stopped. What is found otherwise than by its own key has an item more, written in the same transaction.
 */
export const tableSchema = {
  AttributeDefinitions: [
    { AttributeName: 'PK', AttributeType: 'S' },
    { AttributeName: 'SK', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'PK', KeyType: 'HASH' },
    { AttributeName: 'SK', KeyType: 'RANGE' },
  ],
} satisfies Pick<CreateTableCommandInput, 'AttributeDefinitions' | 'KeySchema'>;

/** The attribute of DynamoDB's own expiry, in seconds since 1970. */
export const expiryAttribute = 'expiresAt';

/** A time as that attribute has it. */
export const secondsOf = (atMs: number): AttributeValue => ({
  N: String(Math.ceil(atMs / 1_000)),
});

/** The table, and who asks it. */
export type Table = { readonly client: DynamoDBClient; readonly name: string };
