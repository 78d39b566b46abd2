import { type EventBus, eventOf } from '../../core/events.ts';
import { because } from '../../core/protocol/record.ts';
import type { Handler } from '../_lambda/task.ts';
import { journalRecordIn, StreamBatch, type StreamChange } from './journal-records.ts';

/** The table's stream: what is written in journals is told on the bus. Told twice, it has the same id. */
export const handler =
  (bus: EventBus): Handler =>
  async (batch) => {
    // One after the other: Lambda brings again everything from the first that failed on, and what went before is told.
    for (const change of StreamBatch.parse(batch).Records) {
      const [told] = await Promise.allSettled([tell(bus, change)]);
      if (told.status === 'fulfilled') continue;
      const { SequenceNumber: itemIdentifier } = change.dynamodb;
      console.error(`Record ${itemIdentifier} of the stream was not told: ${because(told.reason)}`);
      return { batchItemFailures: [{ itemIdentifier }] };
    }
    return { batchItemFailures: [] };
  };

const tell = async (bus: EventBus, change: StreamChange): Promise<void> => {
  const added = journalRecordIn(change);
  const event = added && eventOf(added.id, added.record);
  if (event !== undefined) await bus.put([event]);
};
