import type { Parsed } from '../parsed.ts';
import { quote } from './quote.ts';

/** An expression of EventBridge Scheduler; the service itself has the last word on the fields of a cron. */
export const parseSchedule = (text: string): Parsed<string> => {
  const [, kind = '', inside = ''] = /^(cron|rate|at)\((.*)\)$/.exec(text) ?? [];
  const fix = FIXES[kind]?.(inside) ?? (kind === '' ? guess(text) : undefined);
  return fix === undefined
    ? { ok: true, value: text }
    : { ok: false, message: `${quote(text)} is not a schedule`, fix };
};

const FIXES: Readonly<Record<string, (inside: string) => string | undefined>> = {
  cron: (inside) => {
    const fields = inside.split(' ');
    if (fields.length !== 6 || !fields.every((field) => /^[A-Z0-9*?,/#-]+$/i.test(field))) return CRON;
    return (fields[2] === '?') === (fields[4] === '?')
      ? 'write `?` for the day of the month or of the week, not for both'
      : undefined;
  },
  rate: (inside) =>
    /^[1-9]\d{0,5} (minute|hour|day)s?$/.test(inside)
      ? undefined
      : 'write a number and a unit, as in `rate(7 days)`',
  at: (inside) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(inside) && !Number.isNaN(Date.parse(`${inside}Z`))
      ? undefined
      : 'write a local date and time, as in `at(2026-12-01T10:00:00)`',
};

const CRON =
  'write six fields (minute, hour, day of month, month, day of week, year), as in `cron(0 10 ? * TUE *)`';

const guess = (text: string) =>
  text.trim().split(/\s+/).length >= 5 ? CRON : 'write `cron(…)`, `rate(…)` or `at(…)`';
