import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again and again until there is something, and gives that. */
export const until = async <T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs = 30_000,
): Promise<T> => {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`Looked for ${withinMs} ms in vain for ${what}`);
    await sleep(10);
  }
};

/** How `vi.waitFor` waits here. */
export const waiting = { timeout: 30_000, interval: 50 };
