import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { ServiceUnavailable, WrongAsAsked } from '../../core/errors.ts';
import { type EventBus, eventSource, type FiredrillEvent } from '../../core/events.ts';
import { calling } from '../aws/calling.ts';

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html: of one call, and so of one event as well.
const mostEntries = 10;
const mostBytes = 256 * 1024;

/** Sends events to a bus (its name or ARN) by PutEvents, in their order, as few calls as its limits allow. */
export const eventBus = (client: EventBridgeClient, bus: string): EventBus => ({
  put: async (events) => {
    for (const Entries of batches(events.map((event) => entryOf(bus, event))))
      await calling('put events', async () => {
        const { FailedEntryCount = 0, Entries: answers = [] } = await client.send(
          new PutEventsCommand({ Entries }),
        );
        if (FailedEntryCount === 0) return;
        const reasons = answers.flatMap(({ ErrorCode, ErrorMessage }) =>
          ErrorCode === undefined ? [] : [`${ErrorCode}: ${ErrorMessage}`],
        );
        const why = [...new Set(reasons)].join('; ');
        throw new ServiceUnavailable(
          `${FailedEntryCount} of ${Entries.length} events were not taken: ${why}`,
        );
      });
  },
});

const entryOf = (bus: string, event: FiredrillEvent): PutEventsRequestEntry => ({
  EventBusName: bus,
  Source: eventSource,
  DetailType: event.type,
  Time: new Date(event.time),
  Resources: [],
  Detail: JSON.stringify(event),
});

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html
const timeBytes = 14;
const bytesOf = ({ Source = '', DetailType = '', Detail = '' }: PutEventsRequestEntry): number =>
  timeBytes + Buffer.byteLength(Source + DetailType + Detail);

const batches = (entries: readonly PutEventsRequestEntry[]): readonly PutEventsRequestEntry[][] => {
  const all: PutEventsRequestEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = bytesOf(entry);
    if (size > mostBytes)
      throw new WrongAsAsked(
        `A ${entry.DetailType} event has ${size} bytes, and EventBridge takes ${mostBytes}`,
      );
    const batch = all.at(-1);
    if (batch && batch.length < mostEntries && bytes + size <= mostBytes) batch.push(entry);
    else all.push([entry]);
    bytes = all.at(-1)?.length === 1 ? size : bytes + size;
  }
  return all;
};
