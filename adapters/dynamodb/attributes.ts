import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { StoreUnreadable, WrongAsAsked } from '../../core/errors.ts';
import type { ItemKey } from './item-keys.ts';
import { expiryAttribute } from './table.ts';

/** An item as DynamoDB has it. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** Names the write that an item is from, so that one whose answer was lost is told from another's. */
export const markAttribute = 'writtenBy';

const gzipFromLength = 4_096;

/**
 * A value as an attribute: JSON text, packed where it is long. DynamoDB's own numbers would not do: they have 38 digits
 * and no exponent beyond 125, and a document's are as JSON has them.
 */
export const attributeOf = (value: unknown): AttributeValue => {
  const text = JSON.stringify(value);
  return text.length < gzipFromLength ? { S: text } : { B: zlib().gzipSync(text) };
};

/** The value of an attribute that `attributeOf` made. */
export const jsonIn = (attribute: AttributeValue): unknown => {
  try {
    if (attribute.S !== undefined) return JSON.parse(attribute.S);
    if (attribute.B !== undefined) return JSON.parse(zlib().gunzipSync(attribute.B).toString());
  } catch (cause) {
    throw new StoreUnreadable('An attribute in the table is damaged: it is not JSON', { cause });
  }
  throw new StoreUnreadable('An attribute in the table is not from Firedrill: it is neither text nor bytes');
};

/** A document field by field, so that a change writes only what it names. Fields without a value are left out. */
export const attributesOf = (document: object): Item =>
  Object.fromEntries(
    Object.entries(document)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [field, attributeOf(value)]),
  );

/** The fields of a document as they were written, by us, from this very type. */
export const documentOf = <T>(item: Item): T =>
  Object.fromEntries(
    Object.entries(item)
      .filter(([field]) => !bookkeeping.has(field))
      .map(([field, attribute]) => [field, jsonIn(attribute)]),
  ) as T;

const bookkeeping = new Set<string>(['PK', 'SK', markAttribute, expiryAttribute]);

/** The key of an item as attributes. */
export const keyOf = ({ pk, sk }: ItemKey): { readonly PK: AttributeValue; readonly SK: AttributeValue } => ({
  PK: { S: pk },
  SK: { S: sk },
});

// DynamoDB takes 400 KB. What is added later (a signal, an undo, a conclusion) must always find room.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
const maxBytes = 300_000;

/** The attributes, or `WrongAsAsked` where they are too many to leave room for what is written later. */
export const fitting = (what: string, item: Item): Item => {
  const bytes = Object.entries(item).reduce((sum, [name, value]) => sum + name.length + bytesOf(value), 0);
  if (bytes <= maxBytes) return item;
  throw new WrongAsAsked(
    `${what} is too large to keep: ${kilobytes(bytes)} packed, and at most ${kilobytes(maxBytes)} fit. Choose fewer targets, or write less`,
  );
};

const bytesOf = ({ S, B }: AttributeValue): number =>
  S === undefined ? (B?.length ?? 0) : Buffer.byteLength(S);

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1_000)} KB`;

// Most functions never pack anything.
const zlib = () => process.getBuiltinModule('node:zlib');
