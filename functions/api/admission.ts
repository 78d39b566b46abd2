import type { ApiHost } from './host.ts';

/** So many requests a second for each who asks, and twice as many at once. */
export const admission = (perSecond: number, nowMs: () => number): NonNullable<ApiHost['admit']> => {
  const buckets = new Map<string, { left: number; atMs: number }>();
  return ({ name }) => {
    const atMs = nowMs();
    const bucket = buckets.get(name) ?? { left: 2 * perSecond, atMs };
    const left = Math.min(2 * perSecond, bucket.left + ((atMs - bucket.atMs) / 1_000) * perSecond);
    buckets.set(name, { left: Math.max(0, left - 1), atMs });
    return left >= 1 ? undefined : Math.max(1, Math.ceil((1 - left) / perSecond));
  };
};
