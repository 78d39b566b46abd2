import { expect, test } from 'vitest';
import { parseExpression } from '../../../core/schedule/expression.ts';

const flawOf = (text: string) => {
  const parsed = parseExpression(text);
  return parsed.ok ? 'fine' : `${parsed.message}; ${parsed.fix}`;
};

const six =
  'is not a schedule; write six fields (minute, hour, day of month, month, day of week, year), as in `cron(0 10 ? * TUE *)`';

test.each([
  'cron(0 10 ? * TUE *)',
  'cron(0 10 ? * tue-fri 2026-2199)',
  'cron(*/5 8-18/2 1,15,31 JAN,jul ? *)',
  'cron(1/20 0 LW * ? *)',
  'cron(0 0 3W 2 ? *)',
  'cron(0 0 ? * 7L *)',
  'cron(0 0 ? * FRI#5 *)',
  'cron(0 0 29 2 ? *)',
  'rate(1 minute)',
  'rate(999999 days)',
  'at(2028-02-29T00:00:00)',
])('Scheduler takes %s', (text) => {
  expect(flawOf(text)).toBe('fine');
});

test.each([
  ['weekly', 'is not a schedule; write `cron(…)`, `rate(…)` or `at(…)`'],
  ['0 10 * * 2', six],
  ['cron(0 10 * * ?)', six],
  ['cron(0  10 ? * TUE *)', six],
  ['cron(60 10 * * ? *)', 'is not a schedule; write 0 to 59 for the minute, not `60`'],
  ['cron(0 24 * * ? *)', 'is not a schedule; write 0 to 23 for the hour, not `24`'],
  ['cron(0 10 0 * ? *)', 'is not a schedule; write 1 to 31 for the day of the month, not `0`'],
  ['cron(0 10 32W * ? *)', 'is not a schedule; write 1 to 31 for the day of the month, not `32W`'],
  ['cron(0 10 1,L * ? *)', 'is not a schedule; write 1 to 31 for the day of the month, not `L`'],
  ['cron(0 10 * JANUARY ? *)', 'is not a schedule; write 1 to 12 or JAN to DEC for the month, not `JANUARY`'],
  ['cron(0 10 ? * 0 *)', 'is not a schedule; write 1 to 7 or SUN to SAT for the day of the week, not `0`'],
  [
    'cron(0 10 ? * 2#1,6#3 *)',
    'is not a schedule; write 1 to 7 or SUN to SAT for the day of the week, not `2#1`',
  ],
  [
    'cron(0 10 ? * 2#6 *)',
    'is not a schedule; write 1 to 7 or SUN to SAT for the day of the week, not `2#6`',
  ],
  [
    'cron(0 10 ? * FRI-MON *)',
    'is not a schedule; write the range `FRI-MON` in two parts: a range goes upwards',
  ],
  [
    'cron(0 10 ? * 2/2 *)',
    'is not a schedule; Scheduler takes no steps (`/`) for the day of the week: list its values',
  ],
  ['cron(0/90 10 * * ? *)', 'is not a schedule; write a step of 1 to 60 for the minute, not `/90`'],
  ['cron(0/0 10 * * ? *)', 'is not a schedule; write a step of 1 to 60 for the minute, not `/0`'],
  ['cron(0 10 * * ? 1969)', 'is not a schedule; write 1970 to 2199 for the year, not `1969`'],
  ['cron(? 10 * * ? *)', 'is not a schedule; write 0 to 59 for the minute, not `?`'],
  ['cron(, 10 * * ? *)', 'is not a schedule; write 0 to 59 for the minute, not ``'],
  [
    'cron(0 10 1 * TUE *)',
    'is not a schedule; write `?` for the day of the month or of the week, not for both',
  ],
  [
    'cron(0 10 ? * ? *)',
    'is not a schedule; write `?` for the day of the month or of the week, not for both',
  ],
  ['cron(0 10 31 2 ? *)', 'never comes: no year has such a date; write a date that exists'],
  ['cron(0 10 31 4,6,9,11 ? *)', 'never comes: no year has such a date; write a date that exists'],
  ['cron(0 10 29 2 ? 2027)', 'never comes: no year has such a date; write a date that exists'],
  ['rate(0 days)', 'is not a schedule; write a number and a unit, as in `rate(7 days)`'],
  ['rate(1 week)', 'is not a schedule; write a number and a unit, as in `rate(7 days)`'],
  [
    'at(2026-02-30T10:00:00)',
    'is not a schedule; write a local date and time, as in `at(2026-12-01T10:00:00)`',
  ],
  ['at(2026-12-01)', 'is not a schedule; write a local date and time, as in `at(2026-12-01T10:00:00)`'],
])('it does not take %s', (text, flaw) => {
  expect(flawOf(text)).toBe(flaw);
});
