import type { HttpProbe } from '../../core/experiment.ts';
import type { Clock, HttpProbes } from '../../core/ports.ts';
import type { Reach } from '../../core/reach/reach.ts';
import { type CheckedFetch, checkedFetch, type Outside } from './checked-fetch.ts';

// Whatever a document says: documents that were stored by older versions allow more.
const LONGEST_MS = 5_000;

/**
 * Asks as a user who has just come would, where this deployment lets it: a connection of its own each time, the answer read
 * up to 64 KiB and thrown away, no redirect followed. The latency is that of all of this.
 */
export const httpProbes = (clock: Pick<Clock, 'now'>, reach: Reach, outside: Outside = {}): HttpProbes => {
  const fetch = checkedFetch(reach, outside);
  return {
    ask: async (probe) => {
      const beganAtMs = clock.now();
      const answer = await ask(fetch, probe);
      return { ...answer, latencyMs: clock.now() - beganAtMs };
    },
  };
};

const ask = async (
  fetch: CheckedFetch,
  { url, method, timeoutMs }: HttpProbe,
): Promise<{ readonly status: number } | { readonly error: string }> => {
  try {
    const { status } = await fetch({
      url,
      method,
      timeoutMs: Math.min(timeoutMs, LONGEST_MS),
      longer: 'cut',
    });
    return { status };
  } catch (failure) {
    return { error: failure instanceof Error ? failure.message : String(failure) };
  }
};
