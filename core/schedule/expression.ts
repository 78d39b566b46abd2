import type { Parsed } from '../parsed.ts';
import { parseCron, type WallTimes } from './cron.ts';

/** What an expression of EventBridge Scheduler means. */
export type Expression =
  | { readonly kind: 'cron'; readonly times: WallTimes }
  /** Clock time: a day is 24 hours, whatever the zone's clocks do. */
  | { readonly kind: 'rate'; readonly everyMs: number }
  /** A local time, as if its wall clock were UTC's. */
  | { readonly kind: 'at'; readonly wallMs: number };

/** Reads `cron(…)`, `rate(…)` or `at(…)`. A flaw's message completes the expression: "never comes". */
export const parseExpression = (text: string): Parsed<Expression> => {
  const [, kind = '', inside = ''] = /^(cron|rate|at)\((.*)\)$/.exec(text) ?? [];
  if (kind === 'cron') {
    const times = parseCron(inside);
    return times.ok ? { ok: true, value: { kind, times: times.value } } : times;
  }
  if (kind === 'rate') return parseRate(inside);
  return kind === 'at' ? parseAt(inside) : flaw(guess(text));
};

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const parseRate = (inside: string): Parsed<Expression> => {
  const [, value = '', unit = ''] = /^([1-9]\d{0,5}) (minute|hour|day)s?$/.exec(inside) ?? [];
  const everyMs = Number(value) * (unitMs[unit] ?? 0);
  return everyMs > 0
    ? { ok: true, value: { kind: 'rate', everyMs } }
    : flaw('write a number and a unit, as in `rate(7 days)`');
};

const parseAt = (inside: string): Parsed<Expression> => {
  const wallMs = wallMsOf(inside);
  return wallMs === undefined
    ? flaw('write a local date and time, as in `at(2026-12-01T10:00:00)`')
    : { ok: true, value: { kind: 'at', wallMs } };
};

/** A local date and time as if its wall clock were UTC's; undefined where there is no such date. */
export const wallMsOf = (text: string): number | undefined => {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text)) return undefined;
  const date = new Date(`${text}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? date.getTime() : undefined;
};

const flaw = (fix: string): Parsed<never> => ({ ok: false, message: 'is not a schedule', fix });

const CRON =
  'write six fields (minute, hour, day of month, month, day of week, year), as in `cron(0 10 ? * TUE *)`';

const guess = (text: string) =>
  text.trim().split(/\s+/).length >= 5 ? CRON : 'write `cron(…)`, `rate(…)` or `at(…)`';
