import type { Clock } from '../../core/ports.ts';

// setTimeout takes 31 bits; a longer wait is made of several.
const longestTimeoutMs = 2 ** 31 - 1;

/** Real time, in whole milliseconds. */
export const wallClock: Clock = {
  now: () => Date.now(),
  at: (atMs, run) => {
    // Node's timers may fire up to a millisecond early.
    const due = () => {
      if (Date.now() < atMs) timer = setTimeout(due, waitMs(atMs));
      else run();
    };
    let timer = setTimeout(due, waitMs(atMs));
    return () => clearTimeout(timer);
  },
  sleep: (ms) => new Promise((resolve) => wallClock.at(Date.now() + ms, resolve)),
};

const waitMs = (atMs: number): number => Math.min(Math.max(0, atMs - Date.now()), longestTimeoutMs);
