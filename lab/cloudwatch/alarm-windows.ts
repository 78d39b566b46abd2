const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Whether CloudWatch takes this as an alarm's period: 10, 20 or 30 s, or a multiple of a minute. */
export const isAlarmPeriod = (periodMs: number): boolean =>
  [10 * SECOND, 20 * SECOND, 30 * SECOND].includes(periodMs) || (periodMs > 0 && periodMs % MINUTE === 0);

/**
 * How often an alarm is evaluated: "for any period of one minute or longer, every minute"; "if the alarm period is
 * 10, 20 or 30 seconds, every 10 seconds" (CW/alarm-evaluation).
 */
export const evaluatedEveryMs = (periodMs: number): number => (periodMs < MINUTE ? 10 * SECOND : MINUTE);

/** A stretch of time, `fromMs` inclusive, `toMs` exclusive. */
export type Window = { readonly fromMs: number; readonly toMs: number };

/**
 * The last `count` periods at an evaluation that sees data up to `untilMs`, oldest first. They slide: a five-minute
 * alarm looks at minutes 1 to 5, then at minutes 2 to 6 (CW/alarm-evaluation).
 */
export const windowsUntil = (untilMs: number, periodMs: number, count: number): readonly Window[] => {
  const grid = evaluatedEveryMs(periodMs);
  const end = Math.floor(untilMs / grid) * grid;
  return Array.from({ length: count }, (_, index) => {
    const toMs = end - (count - 1 - index) * periodMs;
    return { fromMs: toMs - periodMs, toMs };
  });
};
