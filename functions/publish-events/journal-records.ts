import * as z from 'zod';
import { documentOf } from '../../adapters/dynamodb/attributes.ts';
import type { JournalRecord } from '../../core/ports.ts';

const Attribute = z.looseObject({ S: z.string().optional(), B: z.string().optional() });
const Change = z.object({
  eventName: z.string(),
  dynamodb: z.object({
    SequenceNumber: z.string(),
    Keys: z.object({ PK: z.object({ S: z.string() }), SK: z.object({ S: z.string() }) }),
    NewImage: z.record(z.string(), Attribute).optional(),
  }),
});

/** What Lambda is given of a table's stream; anything else of it than journals is let by. */
// https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
export const StreamBatch = z.object({ Records: z.array(Change) });

/** One change of the table. */
export type StreamChange = z.output<typeof Change>;

const Entry = z.object({ seq: z.int(), kind: z.string(), atMs: z.number(), actor: z.string() });

/** The record of a journal that a change has added, and whose journal it is; undefined for every other change. */
export const journalRecordIn = ({
  eventName,
  dynamodb: { Keys, NewImage },
}: StreamChange): { readonly id: string; readonly record: JournalRecord } | undefined => {
  const [, id] = /^RUN#(.+)$/s.exec(Keys.PK.S) ?? [];
  if (eventName !== 'INSERT' || id === undefined || !Keys.SK.S.startsWith('J#')) return undefined;
  const record = recordIn(NewImage ?? {});
  Entry.parse(record);
  return { id, record };
};

const recordIn = (image: Readonly<Record<string, z.output<typeof Attribute>>>): JournalRecord =>
  documentOf(Object.fromEntries(Object.entries(image).map(([name, { S, B }]) => [name, attribute(S, B)])));

// Bytes come as text in an event of Lambda.
const attribute = (S: string | undefined, B: string | undefined) =>
  B === undefined ? { S: S ?? 'null' } : { B: Buffer.from(B, 'base64') };
