import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  attributeOf,
  attributesOf,
  documentOf,
  jsonIn,
  keyOf,
} from '../../../adapters/dynamodb/attributes.ts';
import { StoreUnreadable } from '../../../core/errors.ts';

describe('a document in the table', () => {
  test('is what it was as JSON, whatever is in it', () => {
    const fields = fc.dictionary(
      fc.string().filter((name) => !['PK', 'SK', 'writtenBy', 'expiresAt', '__proto__'].includes(name)),
      fc.jsonValue({ maxDepth: 4 }),
    );
    fc.assert(
      fc.property(fields, (document) => {
        expect(documentOf(attributesOf(document))).toEqual(JSON.parse(JSON.stringify(document)));
      }),
    );
  });

  test.each([0.1 + 0.2, 5e-324, 1.7976931348623157e308, 2 ** 53 + 2, -1, 1e21, 0])(
    'has its numbers exactly, also those that DynamoDB has not: %d',
    (value) => {
      expect(jsonIn(attributeOf(value))).toBe(value);
    },
  );

  test("loses the fields that have no value, and those that are only the table's", () => {
    const item = { ...keyOf({ pk: 'RUN#1', sk: 'META' }), ...attributesOf({ a: 1, b: undefined }) };
    expect(documentOf({ ...item, writtenBy: { S: 'x' }, expiresAt: { N: '1' } })).toStrictEqual({ a: 1 });
  });

  test('is packed where it is long, and read the same', () => {
    const long = 'long '.repeat(2_000);
    const attribute = attributeOf(long);

    expect(attribute.B?.length).toBeLessThan(200);
    expect(jsonIn(attribute)).toBe(long);
  });

  test.each([{ S: '{' }, { B: new Uint8Array([1, 2]) }, { N: '1' }])(
    'that is none is said to be damaged: %j',
    (attribute) => {
      expect(() => jsonIn(attribute)).toThrow(StoreUnreadable);
    },
  );
});
