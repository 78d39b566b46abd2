import { IANAZone } from 'luxon';

/** A change of some zones' clocks. */
export type ClockChange = { readonly zone: string; readonly atMs: number; readonly byMinutes: number };

const [fromMs, toMs] = [Date.UTC(2026, 0, 1), Date.UTC(2031, 0, 1)];
const HOUR = 3_600_000;

/** Every change of every zone's clocks from 2026 to 2030; zones that change alike are told once. */
export const clockChanges = (): readonly ClockChange[] => {
  const alike = new Map<string, readonly ClockChange[]>();
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const changes = changesOf(zone);
    alike.set(changes.map(({ atMs, byMinutes }) => `${atMs} ${byMinutes}`).join(), changes);
  }
  return [...alike.values()].flat();
};

const changesOf = (name: string): readonly ClockChange[] => {
  const zone = IANAZone.create(name);
  const changes: ClockChange[] = [];
  let before = zone.offset(fromMs);
  for (let atMs = fromMs; atMs < toMs; atMs += 12 * HOUR) {
    const now = zone.offset(atMs);
    if (now !== before) changes.push(exactly(zone, atMs - 12 * HOUR, atMs));
    before = now;
  }
  return changes;
};

const exactly = (zone: IANAZone, afterMs: number, untilMs: number): ClockChange => {
  let [low, high] = [afterMs, untilMs];
  while (high - low > 60_000) {
    const middle = Math.floor((low + high) / 120_000) * 60_000;
    if (zone.offset(middle) === zone.offset(afterMs)) low = middle;
    else high = middle;
  }
  return { zone: zone.name, atMs: high, byMinutes: zone.offset(untilMs) - zone.offset(afterMs) };
};
