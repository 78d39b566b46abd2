import { IANAZone } from 'luxon';

/** What a zone's wall clock shows at a moment, as if it were UTC's. */
export const wallClockAt = (zone: string, atMs: number): number => atMs + offsetMs(zone, atMs);

/** When a zone's wall clock first shows this; undefined where it never does, because the clocks skip it. */
export const momentOf = (zone: string, wallMs: number): number | undefined => {
  // No zone is further from UTC than a day, and none has changed its clocks twice in two days.
  const moments = [wallMs - DAY, wallMs + DAY].map((nearMs) => wallMs - offsetMs(zone, nearMs));
  return moments.sort((a, b) => a - b).find((atMs) => wallClockAt(zone, atMs) === wallMs);
};

/** The same, and where the clocks skip it, when they do. */
export const momentAtOrAfter = (zone: string, wallMs: number): number =>
  momentOf(zone, wallMs) ?? wallMs - offsetMs(zone, wallMs - DAY);

const DAY = 86_400_000;

const offsetMs = (zone: string, atMs: number): number =>
  zone === 'UTC' ? 0 : Math.round(IANAZone.create(zone).offset(atMs) * 60_000);
