import type { Socket } from 'node:net';
import type { LabClock } from '../lab-clock.ts';
import type { LinkCondition } from './messages.ts';
import { isSevered, transitMs } from './transit.ts';

/** What passes in one direction of a connection. */
export type Flow = {
  /** The other end is there: what waits may go. */
  connect(sink: Socket): void;
  /** The link's condition changed. */
  changed(): void;
  /** The source broke off; what it did not get through is lost, as with a TCP RST. */
  reset(): void;
  stop(): void;
};

/** What a link gives its flows. */
export type FlowLink = {
  readonly clock: LabClock;
  readonly random: () => number;
  condition(): LinkCondition;
};

type Passing = { readonly dueAtMs: number; readonly bytes?: Buffer; readonly last?: 'end' | 'reset' };

// A sender fills this, then its own send buffer, then waits: as with a TCP window.
const WINDOW_BYTES = 128 * 1024;

/** Carries bytes, the end and the reset of `source`, in order, each after its time in transit, none while the link is cut. */
export const flow = (source: Socket, { clock, random, condition }: FlowLink): Flow => {
  const passing: Passing[] = [];
  let held = 0;
  let lastDueAtMs = 0;
  let sink: Socket | undefined;
  let draining = false;
  let cancelTimer: (() => void) | undefined;

  const enter = (entry: Omit<Passing, 'dueAtMs'>) => {
    // What was sent later does not overtake.
    lastDueAtMs = Math.max(lastDueAtMs, clock.now() + transitMs(condition(), random));
    passing.push({ ...entry, dueAtMs: lastDueAtMs });
    deliver();
  };

  const deliver = () => {
    cancelTimer?.();
    cancelTimer = undefined;
    if (sink === undefined || draining || isSevered(condition())) return;
    for (let next = passing[0]; next !== undefined; next = passing[0]) {
      if (next.dueAtMs > clock.now()) {
        cancelTimer = clock.at(next.dueAtMs, deliver);
        return;
      }
      passing.shift();
      handOver(sink, next);
      if (draining) return;
    }
  };

  const handOver = (to: Socket, { bytes, last }: Passing) => {
    if (last === 'reset') to.resetAndDestroy();
    else if (to.writable && last === 'end') to.end();
    else if (to.writable && bytes !== undefined && !to.write(bytes)) waitForDrain(to);
    held -= bytes?.length ?? 0;
    if (held < WINDOW_BYTES) source.resume();
  };

  const waitForDrain = (to: Socket) => {
    draining = true;
    to.once('drain', () => {
      draining = false;
      deliver();
    });
  };

  source.on('data', (bytes) => {
    held += bytes.length;
    if (held >= WINDOW_BYTES) source.pause();
    enter({ bytes });
  });
  source.on('end', () => enter({ last: 'end' }));

  return {
    connect: (to) => {
      sink = to;
      deliver();
    },
    changed: deliver,
    reset: () => {
      passing.length = 0;
      held = 0;
      enter({ last: 'reset' });
    },
    stop: () => cancelTimer?.(),
  };
};
