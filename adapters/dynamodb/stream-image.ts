import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from './attributes.ts';

/** An attribute as an event of the table's stream has it: bytes are base64 text. */
export type StreamedAttribute = { readonly S?: string; readonly N?: string; readonly B?: string };

/** The item in an event of the table's stream. */
export const streamedItem = (image: Readonly<Record<string, StreamedAttribute>>): Item =>
  Object.fromEntries(Object.entries(image).map(([name, attribute]) => [name, attributeIn(attribute)]));

// Nothing else is in the table.
const attributeIn = ({ S = '', N, B }: StreamedAttribute): AttributeValue => {
  if (B !== undefined) return { B: Buffer.from(B, 'base64') };
  return N === undefined ? { S } : { N };
};
