import { randomUUID } from 'node:crypto';
import { ACCOUNT, REGION } from '../workload/settings.ts';
import type { LabEvent } from './api.ts';

/** An event before it has an envelope. */
export type NewEvent = LabEvent['event'] extends infer Event
  ? Event extends LabEvent['event']
    ? Pick<Event, 'detail-type' | 'source' | 'resources' | 'detail'>
    : never
  : never;

/** The lab's event bus: numbered events, delivered at once and kept for those who come back. */
export type EventLog = {
  publish(event: NewEvent): void;
  /** Hears the kept events after that number, then every new one. Returns the unsubscribe. */
  follow(after: number, hear: (event: LabEvent) => void): () => void;
  lastSeq(): number;
};

// Some hours of a lively lab.
const KEPT_EVENTS = 10_000;

/** An empty log. */
export const eventLog = (now: () => number): EventLog => {
  let kept: LabEvent[] = [];
  let lastSeq = 0;
  const followers = new Set<(event: LabEvent) => void>();

  return {
    publish: (fresh) => {
      const atMs = now();
      lastSeq += 1;
      const event = {
        version: '0',
        id: randomUUID(),
        account: ACCOUNT,
        time: new Date(atMs).toISOString(),
        region: REGION,
        ...fresh,
      } as LabEvent['event'];
      const numbered = { seq: lastSeq, atMs, event };
      kept.push(numbered);
      if (kept.length > 2 * KEPT_EVENTS) kept = kept.slice(-KEPT_EVENTS);
      for (const hear of followers) hear(numbered);
    },
    follow: (after, hear) => {
      for (const event of kept) if (event.seq > after) hear(event);
      followers.add(hear);
      return () => followers.delete(hear);
    },
    lastSeq: () => lastSeq,
  };
};
