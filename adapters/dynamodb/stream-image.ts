import type { Item } from './attributes.ts';

/** An attribute as an event of the table's stream has it: bytes are base64 text. */
export type StreamedAttribute = { readonly S?: string; readonly N?: string; readonly B?: string };

/** The item in an event of the table's stream. */
export const streamedItem = (image: Readonly<Record<string, StreamedAttribute>>): Item =>
  Object.fromEntries(
    Object.entries(image).flatMap(([name, { S, N, B }]) => {
      if (S !== undefined) return [[name, { S }]];
      if (N !== undefined) return [[name, { N }]];
      return B === undefined ? [] : [[name, { B: Buffer.from(B, 'base64') }]];
    }),
  );
