import type { Leases } from '../../../core/ports.ts';

/** Leases that a test can look into. */
export type MemoryLeases = Leases & {
  /** Holders by key. */
  held(): ReadonlyMap<string, string>;
};

/** Leases that last as long as the test. */
export const memoryLeases = (): MemoryLeases => {
  const holders = new Map<string, string>();
  return {
    held: () => holders,
    acquire: async (holder, keys) => {
      for (const key of keys) {
        const heldBy = holders.get(key);
        if (heldBy !== undefined && heldBy !== holder) return { ok: false, key, heldBy };
      }
      for (const key of keys) holders.set(key, holder);
      return { ok: true };
    },
    release: async (holder) => {
      for (const [key, heldBy] of holders) if (heldBy === holder) holders.delete(key);
    },
    list: async () =>
      [...holders].map(([key, holder]) => ({ key, holder })).sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
};
