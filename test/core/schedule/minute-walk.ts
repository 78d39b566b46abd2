import { IANAZone } from 'luxon';
import type { AnyCron, LocalMinute } from './any-cron.ts';

/** A minute of real time, and what the clocks of a zone show then. */
export type WalkedMinute = LocalMinute & { readonly atMs: number; readonly shown: string };

/** Real time minute by minute, from and to whole minutes. */
export const walk = (zone: string, fromMs: number, toMs: number): readonly WalkedMinute[] => {
  const minutes: WalkedMinute[] = [];
  const clocks = IANAZone.create(zone);
  for (let atMs = fromMs; atMs <= toMs; atMs += 60_000) {
    const clock = new Date(atMs + clocks.offset(atMs) * 60_000);
    minutes.push({
      ...{ atMs, shown: clock.toISOString() },
      ...{ minute: clock.getUTCMinutes(), hour: clock.getUTCHours(), day: clock.getUTCDate() },
      ...{ month: clock.getUTCMonth() + 1, year: clock.getUTCFullYear() },
    });
  }
  return minutes;
};

/** When a cron falls due on the way: each local minute that is there, the first time that the clocks show it. */
export const dueOn = (minutes: readonly WalkedMinute[], cron: AnyCron): readonly number[] => {
  const seen = new Set<string>();
  return minutes
    .filter(({ shown }) => !seen.has(shown) && seen.add(shown))
    .filter((minute) => cron.matches(minute))
    .map(({ atMs }) => atMs);
};
