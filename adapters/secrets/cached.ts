import type { Secrets } from '../../core/fronts.ts';
import type { Clock } from '../../core/ports.ts';

// A secret that was changed because it leaked should not be used for longer than this.
const mostMs = 300_000;

type Kept = { readonly value: Promise<string>; readonly readAtMs: number };

/**
 * Reads a secret at most once in five minutes, and once for all who ask at the same time. A failure is nothing to keep:
 * whoever asks next asks again.
 */
export const cachedSecrets = (
  { read }: Secrets,
  { now }: Pick<Clock, 'now'>,
  forMs: number = mostMs,
): Secrets => {
  const kept = new Map<string, Kept>();
  return {
    read: (reference) => {
      const known = kept.get(reference);
      const ageMs = known === undefined ? Infinity : now() - known.readAtMs;
      // A clock that was set back would keep it for longer than was meant.
      if (known !== undefined && ageMs >= 0 && ageMs < Math.min(forMs, mostMs)) return known.value;
      const asked: Kept = { value: read(reference), readAtMs: now() };
      kept.set(reference, asked);
      asked.value.catch(() => {
        if (kept.get(reference) === asked) kept.delete(reference);
      });
      return asked.value;
    },
  };
};
