import type { Clock } from '../core/ports.ts';

/** A clock for measuring work and not waiting: it leaps to the next timer as soon as nothing is under way. */
export type LeapingClock = Clock & {
  /** Something of the outside is under way: no leap before it is done. */
  during<T>(work: Promise<T>): Promise<T>;
  stop(): void;
};

type Timer = { readonly atMs: number; readonly run: () => void };

/** Opens one; it leaps until it is stopped. */
export const leapingClock = (startMs = Date.now()): LeapingClock => {
  let nowMs = startMs;
  let underWay = 0;
  let over = false;
  const timers = new Set<Timer>();
  const at = (atMs: number, run: () => void) => {
    const timer = { atMs, run };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  const leap = () => {
    if (over) return;
    setImmediate(leap);
    if (underWay > 0) return;
    let first: Timer | undefined;
    for (const timer of timers) if (first === undefined || timer.atMs < first.atMs) first = timer;
    if (first === undefined) return;
    timers.delete(first);
    nowMs = Math.max(nowMs, Math.ceil(first.atMs));
    first.run();
  };
  setImmediate(leap);
  return {
    now: () => nowMs,
    at,
    sleep: (ms) => new Promise((resolve) => at(nowMs + ms, resolve)),
    during: async (work) => {
      underWay += 1;
      try {
        return await work;
      } finally {
        underWay -= 1;
      }
    },
    stop: () => {
      over = true;
    },
  };
};
