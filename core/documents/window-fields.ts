import * as z from 'zod';
import type { Parsed } from '../parsed.ts';
import { distinct, read, type Shown } from './fields.ts';
import { HOLIDAY_REGIONS } from './holiday-regions.ts';
import { quote } from './quote.ts';
import { parseZone } from './zone.ts';

/** A field that holds an IANA time zone. */
export const zone = (description: string) =>
  read(parseZone, { description, examples: ['Europe/Berlin', 'UTC'] });

const CLOCK = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/** Minutes after midnight of a time on a 24-hour clock. */
export const parseClock = (text: string): Parsed<number> => {
  const [matched, hours = '24', minutes = '0'] = CLOCK.exec(text) ?? [];
  if (matched !== undefined) return { ok: true, value: Number(hours) * 60 + Number(minutes) };
  const padded = text
    .replace(/^(\d)([:.]|$)/, '0$1$2')
    .replace(/^(\d\d)(?:\.(\d\d))?$/, (_, h, m) => `${h}:${m ?? '00'}`);
  const fix = CLOCK.test(padded)
    ? `did you mean \`${padded}\`?`
    : 'write hours and minutes, such as `09:00` or `16:30`';
  return { ok: false, message: `${quote(text)} is not a time of day`, fix };
};

const clock = (shown: Shown) => read(parseClock, { ...shown, pattern: CLOCK.source });

/** A date that exists. */
export const parseDate = (text: string): Parsed<string> => {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
    ? { ok: true, value: text }
    : {
        ok: false,
        message: `${quote(text)} is not a date`,
        fix: 'write year, month and day, such as `2026-12-24`',
      };
};

/** A country or region whose public holidays are known. */
export const parseHolidayRegion = (text: string): Parsed<string> => {
  if (HOLIDAY_REGIONS.has(text)) return { ok: true, value: text };
  const folded = text.toUpperCase();
  const near = [folded, folded.replace(/-.*/, '')].find((region) => HOLIDAY_REGIONS.has(region));
  return {
    ok: false,
    message: `no public holidays are known for ${quote(text)}`,
    fix: near ? `did you mean \`${near}\`?` : 'write a country or region such as `DE`, `DE-BE` or `US-CA`',
  };
};

/** When a run may be under way. */
export const window = z
  .strictObject({
    zone: zone('The time zone of `from` and `to`; daylight saving time is taken care of.'),
    days: distinct(
      z.enum(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']).describe('A day of the week.'),
      7,
      {
        description: 'The days on which runs may be under way.',
        examples: [['Mon', 'Tue', 'Wed', 'Thu']],
      },
    ).min(1),
    from: clock({ description: 'When the window opens, on a 24-hour clock.', examples: ['09:00'] }),
    to: clock({
      description: 'When it closes; a run that could last longer is not started.',
      examples: ['16:00', '24:00'],
    }),
    holidays: read(parseHolidayRegion, {
      description: 'A country or region whose public holidays are closed.',
      examples: ['DE', 'DE-BE', 'US-CA'],
    }).exactOptional(),
    closedDates: distinct(
      read(parseDate, {
        description: 'A date.',
        examples: ['2026-12-24'],
        pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
      }),
      366,
      { description: 'Further dates on which no run may be under way.', examples: [['2026-12-24']] },
    ).default([]),
  })
  .meta({ title: 'Window', description: 'When a run may be under way, from its start to its end.' });
