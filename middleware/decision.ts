import { type Fault, faultIn, latencyOf } from './fault.ts';
import type { Flag } from './flag.ts';
import { isHttp, isMatch } from './match.ts';

/** What becomes of an invocation: how long it waits, and what happens in its handler's place, if anything does. */
export type Decision = {
  readonly run: string;
  readonly latencyMs: number;
  readonly fault: Fault;
};

/** What is known of an invocation when it is decided. */
export type Invocation = {
  readonly event: unknown;
  readonly functionName: string;
  readonly nowMs: number;
  random(): number;
};

/** Two machines' clocks in AWS differ by less: a flag is over by the time that it says, whoever's time that is. */
export const clockMarginMs = 2_000;

/**
 * No run of Firedrill may last longer. A flag that seems to has been read by a clock that is far behind, and would outlive
 * its time by as much.
 */
export const longestMs = 12 * 60 * 60_000;

/** Whether a flag means an invocation, and what then becomes of it. Doubt means no harm. */
export const decide = (
  flag: Flag,
  { event, functionName, nowMs, random }: Invocation,
): Decision | undefined => {
  const { expiresAt, functions, run } = flag;
  const leftMs = Date.parse(expiresAt) - clockMarginMs - nowMs;
  if (!(leftMs > 0 && leftMs <= longestMs)) return undefined;
  if (functions !== undefined && !functions.includes(functionName)) return undefined;
  const fault = faultIn(flag.fault);
  if (fault === undefined) return undefined;
  if (fault.match !== undefined && !isMatch(fault.match, event)) return undefined;
  // Whatever else such an event may be answered with, it is no status.
  if (fault.response !== undefined && !isHttp(event)) return undefined;
  if (random() * 100 >= (fault.percentage ?? 100)) return undefined;
  return { run, fault, latencyMs: Math.min(pick(fault, random), leftMs) };
};

const pick = (fault: Fault, random: () => number): number => {
  const most = latencyOf(fault);
  if (typeof fault.latencyMs !== 'object') return most;
  const { min } = fault.latencyMs;
  return min + Math.floor(random() * (most - min + 1));
};
