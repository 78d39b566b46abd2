import { setTimeout } from 'node:timers/promises';

/** Time as the middleware knows it. */
export type Clock = {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

/** The machine's own time. */
export const systemClock: Clock = {
  now: Date.now,
  sleep: async (ms, signal) => void (await setTimeout(ms, undefined, signal && { signal })),
};
