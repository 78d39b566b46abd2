import type { Clock } from '../../../core/ports.ts';

type Timer = { readonly atMs: number; readonly run: () => void };

/** A clock that moves only when it is told to. */
export type VirtualClock = Clock & {
  /** Runs what is due in order of time, and lets promises settle in between. */
  advance(ms: number): Promise<void>;
  /** Goes from timer to timer until something is true; throws when it never is. */
  runUntil(predicate: () => boolean, withinMs?: number): Promise<void>;
  /** When the next timer is due. */
  nextAtMs(): number | undefined;
};

const oneWeekMs = 7 * 24 * 3_600_000;

// Node runs its next-tick queue when the microtask queue is empty, however long the chains of promises in it were:
// https://nodejs.org/api/process.html#when-to-use-queuemicrotask-vs-processnexttick
const settle = () => new Promise<void>((resolve) => process.nextTick(resolve));

/** Time for tests: an hour takes as long as the work in it. */
export const virtualClock = (startMs = Date.parse('2026-11-23T10:00:00Z')): VirtualClock => {
  let nowMs = startMs;
  const timers = new Set<Timer>();

  const next = () =>
    [...timers].reduce<Timer | undefined>(
      (first, timer) => (first && first.atMs <= timer.atMs ? first : timer),
      undefined,
    );

  const fire = async (timer: Timer) => {
    timers.delete(timer);
    nowMs = Math.max(nowMs, timer.atMs);
    timer.run();
    await settle();
  };

  const at = (atMs: number, run: () => void) => {
    const timer = { atMs, run };
    timers.add(timer);
    return () => void timers.delete(timer);
  };

  return {
    now: () => nowMs,
    at,
    sleep: (ms) => new Promise((resolve) => at(nowMs + ms, resolve)),
    nextAtMs: () => next()?.atMs,

    advance: async (ms) => {
      const untilMs = nowMs + ms;
      await settle();
      for (let timer = next(); timer && timer.atMs <= untilMs; timer = next()) await fire(timer);
      nowMs = untilMs;
    },

    runUntil: async (predicate, withinMs = oneWeekMs) => {
      const untilMs = nowMs + withinMs;
      await settle();
      while (!predicate()) {
        const timer = next();
        if (!timer || timer.atMs > untilMs)
          throw new Error(`It never came, as of ${new Date(nowMs).toISOString()}`);
        await fire(timer);
      }
    },
  };
};
