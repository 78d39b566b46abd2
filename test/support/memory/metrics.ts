import type { Clock, Metrics } from '../../../core/ports.ts';

type Change = { readonly fromMs: number; readonly value: number | undefined };

/** Metrics a test can set; a value stays in force until the next one. */
export type MemoryMetrics = Metrics & {
  /** From now on the probe of that name reads this; undefined is no data. */
  set(probe: string, value: number | undefined): void;
};

/** One reading per complete period; the period in which a value changes has the new one. */
export const memoryMetrics = (clock: Pick<Clock, 'now'>, delayMs = 0): MemoryMetrics => {
  const changes = new Map<string, readonly Change[]>();
  const valueAt = (probe: string, atMs: number) =>
    changes.get(probe)?.findLast(({ fromMs }) => fromMs <= atMs)?.value;

  return {
    set: (probe, value) => {
      const earlier = changes.get(probe) ?? [];
      changes.set(probe, [...earlier, { fromMs: clock.now(), value }]);
    },
    read: async ({ name, periodMs }, fromMs, toMs) => {
      const completeMs = Math.min(toMs, clock.now() - delayMs);
      const first = Math.ceil(fromMs / periodMs) * periodMs;
      const periods = Math.max(0, Math.floor((completeMs - first) / periodMs));
      return Array.from({ length: periods }, (_, period) => {
        const atMs = first + period * periodMs;
        return { atMs, value: valueAt(name, atMs + periodMs - 1) };
      });
    },
  };
};
