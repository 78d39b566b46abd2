import * as z from 'zod';
import { allEventTypes, type EventData, type EventType, eventData } from './event-data.ts';
import { eventTypes } from './event-kinds.ts';
import type { JournalRecord } from './ports.ts';

/** The `source` of all events, on EventBridge and within. */
export const eventSource = 'firedrill';

/** Raised when a member of an event changes its meaning or goes; members that are new change nothing. */
export const eventVersion = 1;

/** The schema of an event: what EventBridge carries as `detail`. */
// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
export const eventSchema = (type: EventType): z.ZodType =>
  z
    .object({
      specversion: z.literal('1.0'),
      id: z.string().describe('The same event sent twice has the same id.'),
      source: z.literal(eventSource),
      type: z.literal(type),
      subject: z.string().describe('The id of the run or of the game day.'),
      time: z.iso.datetime(),
      datacontenttype: z.literal('application/json'),
      version: z.literal(eventVersion),
      data: eventData[type](),
    })
    .meta({ title: type });

/** One event: a CloudEvent within the `detail` of an event on EventBridge, whose `detail-type` is its type. */
export type EventOf<Type extends EventType> = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: typeof eventSource;
  readonly type: Type;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly version: typeof eventVersion;
  readonly data: EventData<Type>;
};

/** Any event; its `type` tells which. */
export type FiredrillEvent = { readonly [Type in EventType]: EventOf<Type> }[EventType];

/** Where events go. Throws `ServiceUnavailable` when one was not taken. */
export type EventBus = { put(events: readonly FiredrillEvent[]): Promise<void> };

/** The event that an entry of a run's or a game day's journal is; undefined for what is not told. */
export const eventOf = (subject: string, record: JournalRecord): FiredrillEvent | undefined => {
  const type = eventTypes[record.kind];
  if (type === undefined) return undefined;
  const { actor, reason, data, atMs, seq } = record;
  // The entry's own words come last: no member of its data may pass for them.
  return sealed(type, { id: `${subject}/${seq}`, subject, atMs }, { ...data, actor, reason });
};

/** What identifies an event, whom it is about and when it happened. */
export type EventHead = { readonly id: string; readonly subject: string; readonly atMs: number };

/** An event that is in no journal. */
export const makeEvent = <Type extends EventType>(
  type: Type,
  head: EventHead,
  data: EventData<Type>,
): FiredrillEvent => sealed(type, head, data);

/** What the schema does not name stays behind; throws when something that it names is missing. */
const sealed = (type: EventType, { id, subject, atMs }: EventHead, data: object): FiredrillEvent =>
  ({
    ...{ specversion: '1.0', id, source: eventSource, type, subject, time: new Date(atMs).toISOString() },
    ...{ datacontenttype: 'application/json', version: eventVersion },
    data: eventData[type]().parse(inBrief(data)),
  }) as FiredrillEvent;

/** Reads the `detail` of an event; throws when it is none of ours, or of a version we do not know. */
export const readEvent = (detail: unknown): FiredrillEvent => {
  const { type } = z.object({ type: z.enum(allEventTypes) }).parse(detail);
  return eventSchema(type).parse(detail) as FiredrillEvent;
};

// An event on EventBridge has at most 256 KB with its envelope; the whole story is in the journal.
const mostBytes = 200_000;
const cuts = [
  { text: 2_000, list: 200 },
  { text: 500, list: 50 },
  { text: 100, list: 20 },
] as const;

type Cut = (typeof cuts)[number];

/** The same data, with long texts and long lists cut as little as makes it fit. */
const inBrief = (data: object): unknown => {
  const briefs = cuts.map((cut) => cutAs(cut, data));
  return briefs.find((brief) => Buffer.byteLength(JSON.stringify(brief)) <= mostBytes) ?? briefs.at(-1);
};

const cutAs = (cut: Cut, value: unknown): unknown => {
  if (typeof value === 'string')
    return value.length > cut.text ? `${value.slice(0, cut.text - 1).toWellFormed()}…` : value;
  if (Array.isArray(value)) return value.slice(0, cut.list).map((item) => cutAs(cut, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, cutAs(cut, member)]));
};
