import type { LinkCondition } from './messages.ts';

// Linux: TCP_RTO_MIN, and tcp_retries2, after which it gives a connection up.
const FIRST_TIMEOUT_MS = 200;
const MOST_RETRIES = 15;
const LONGEST_TIMEOUT_MS = 120_000;

/** How long something is on its way, in lab time: the latency, and a doubling timeout for every time it gets lost. */
export const transitMs = (
  { latencyMs = 0, lossPercent = 0 }: LinkCondition,
  random: () => number,
): number => {
  let total = latencyMs;
  let timeoutMs = FIRST_TIMEOUT_MS;
  for (let retry = 0; retry < MOST_RETRIES && random() * 100 < lossPercent; retry += 1) {
    total += timeoutMs;
    timeoutMs = Math.min(2 * timeoutMs, LONGEST_TIMEOUT_MS);
  }
  return total;
};

/** Whether nothing at all passes. */
export const isSevered = ({ cut = false, lossPercent = 0 }: LinkCondition): boolean =>
  cut || lossPercent >= 100;
