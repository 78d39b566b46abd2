import type { Parsed } from '../parsed.ts';
import { wallMsOf } from '../schedule/expression.ts';
import { momentAtOrAfter } from '../schedule/wall-clock.ts';
import { read } from './fields.ts';
import { quote } from './quote.ts';

/** A local date, with or without a time. */
export const parseLocalDate = (text: string): Parsed<string> =>
  wallMsOf(withTime(text, '00:00:00')) === undefined
    ? {
        ok: false,
        message: `${quote(text)} is not a local date`,
        fix: 'write a date, with or without a time, such as `2026-12-01` or `2026-12-01T10:00:00`',
      }
    : { ok: true, value: text };

/** A field that holds one. */
export const localDate = (description: string) =>
  read(parseLocalDate, {
    description,
    examples: ['2026-12-01', '2026-12-01T10:00:00'],
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2})?$',
  });

/** When a local date begins, or the time that it has. */
export const startOf = (zone: string, text: string): number => momentIn(zone, withTime(text, '00:00:00'));

/** The last second of a local date, or the time that it has. */
export const endOf = (zone: string, text: string): number => momentIn(zone, withTime(text, '23:59:59'));

const withTime = (text: string, time: string): string => (text.includes('T') ? text : `${text}T${time}`);

const momentIn = (zone: string, text: string): number => momentAtOrAfter(zone, wallMsOf(text) ?? 0);
