import type { EngineClock } from '../../../../lab/engine/api.ts';

/** A clock whose hours pass as fast as the work in them. */
export type VirtualClock = EngineClock & {
  /** Let everything that is due within so many milliseconds happen, in order. */
  readonly advance: (ms: number) => Promise<void>;
  /** Go from timer to timer until a promise is settled. */
  readonly until: <T>(promise: Promise<T>) => Promise<T>;
  readonly timers: () => number;
};

type Timer = { readonly atMs: number; readonly order: number; readonly run: () => void };

// A promise that settles when every microtask has run: the work of the current instant is over.
const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A clock that stands still until it is told to move. */
export const virtualClock = (start = Date.UTC(2026, 10, 22)): VirtualClock => {
  const timers = new Set<Timer>();
  let now = start;
  let order = 0;

  const first = (): Timer | undefined => [...timers].sort((a, b) => a.atMs - b.atMs || a.order - b.order)[0];

  const fire = (timer: Timer) => {
    timers.delete(timer);
    now = Math.max(now, timer.atMs);
    timer.run();
  };

  return {
    now: () => now,
    timers: () => timers.size,
    at: (atMs, run) => {
      const timer = { atMs, order: order++, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: async (ms) => {
      const end = now + ms;
      await quiet();
      for (let timer = first(); timer !== undefined && timer.atMs <= end; timer = first()) {
        fire(timer);
        await quiet();
      }
      now = end;
    },
    until: async (promise) => {
      let settled = false;
      const done = () => {
        settled = true;
      };
      promise.then(done, done);
      await quiet();
      while (!settled) {
        const timer = first();
        if (timer === undefined) throw new Error('Nothing is left to happen, and the promise is still open');
        fire(timer);
        await quiet();
      }
      return promise;
    },
  };
};
