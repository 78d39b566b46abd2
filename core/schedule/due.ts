import { createHash } from 'node:crypto';
import type { DeployedSchedule } from '../fronts.ts';
import { mostLateMs } from './lateness.ts';
import { occurrences } from './occurrences.ts';

/** Occurrences that should have started by now, oldest first, and up to when all has been seen to once they have. */
export type Due = { readonly atMs: readonly number[]; readonly untilMs: number };

// Whoever was away for long is told of the last of what was missed.
const mostMissed = 20;
const longestAgoMs = 7 * 86_400_000;
const mostAtOnce = 100_000;

/** What of a schedule is due, since everything up to a moment was seen to. What is paused is never due. */
export const dueNow = (deployed: DeployedSchedule, seenToMs: number, nowMs: number): Due => {
  // A clock that was put back has nothing to make up for.
  const fromMs = Math.min(Math.max(seenToMs, nowMs - longestAgoMs), nowMs);
  if (deployed.paused) return { atMs: [], untilMs: Math.min(seenToMs, nowMs) };
  const { schedule } = deployed;
  const { endMs = Infinity } = schedule;
  const past = occurrences({ ...schedule, endMs: Math.min(endMs, nowMs) }, fromMs, mostAtOnce);
  const due = past.filter((atMs) => atMs + jitterMs(deployed, atMs) <= nowMs);
  const isMissed = (atMs: number) => nowMs - atMs > mostLateMs(schedule);
  const missed = due.filter(isMissed).slice(-mostMissed);
  const rest = due.filter((atMs) => !isMissed(atMs));
  const waiting = past.find((atMs) => atMs <= nowMs && !due.includes(atMs));
  return { atMs: [...missed, ...rest], untilMs: waiting === undefined ? nowMs : waiting - 1 };
};

/** How far into its flexible window an occurrence starts: anywhere, but always the same. */
export const jitterMs = ({ kind, name, schedule }: DeployedSchedule, atMs: number): number => {
  const { flexibleWindowMs = 0 } = schedule;
  if (flexibleWindowMs === 0) return 0;
  const hash = createHash('sha256')
    .update(JSON.stringify([kind, name, atMs]))
    .digest();
  return hash.readUInt32BE(0) % flexibleWindowMs;
};
