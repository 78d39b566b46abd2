import type { Parsed } from './parsed.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LONGEST = 366 * DAY;

// A closed subset of ISO 8601, a day being 24 hours: nothing whose length depends on the calendar.
const ISO =
  /^P(?=[\dT])(?:(\d{1,9})W|(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,3})?)S)?)?)$/;

/** The milliseconds of an ISO-8601 duration, or what would have been one. */
export const parseDuration = (text: string): Parsed<number> => {
  const ms = millisecondsOf(text);
  if (ms === undefined) return { ok: false, ...flawOf(text) };
  if (ms > LONGEST) {
    return { ok: false, message: `${quoted(text)} is longer than a year`, fix: 'write at most `P366D`' };
  }
  return { ok: true, value: ms };
};

const millisecondsOf = (text: string): number | undefined => {
  const parts = ISO.exec(text)?.slice(1);
  if (!parts) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  return weeks * 7 * DAY + days * DAY + hours * HOUR + minutes * MINUTE + Math.round(seconds * SECOND);
};

const flawOf = (text: string) =>
  [tooPrecise, calendarLength, negative, wrongFraction].map((find) => find(text)).find((flaw) => flaw) ??
  noDuration(text);

const tooPrecise = (text: string) =>
  /^P.*\.\d{4,}S$/.test(text)
    ? { message: `${quoted(text)} is finer than a millisecond`, fix: 'write at most three decimals' }
    : undefined;

const calendarLength = (text: string) =>
  /^P(?=[^T]*[YM])[\dYMWD]+(T[\dHMS.]*)?$/.test(text)
    ? {
        message: `${quoted(text)} has years or months, which have no fixed length`,
        fix: `write days, as in \`P30D\`${inMinutes(text)}`,
      }
    : undefined;

const inMinutes = (text: string) => (/^P\d+M$/.test(text) ? `, or \`PT${text.slice(1)}\` for minutes` : '');

const negative = (text: string) => {
  if (!/^[-+]?P.*\d/.test(text) || !/[-+]/.test(text)) return undefined;
  const positive = text.replace(/[-+]/g, '');
  return { message: `${quoted(text)} has a sign`, fix: `write \`${clipped(positive)}\`` };
};

const wrongFraction = (text: string) =>
  /^P[\dWDTHMS.,]+$/.test(text) && /\d[.,]\d/.test(text)
    ? {
        message: `${quoted(text)} has a fraction that is not of seconds with a point`,
        fix: 'write smaller units, as in `PT1H30M` or `PT0.5S`',
      }
    : undefined;

const noDuration = (text: string) => ({
  message: `${quoted(text)} is not an ISO-8601 duration`,
  fix: `write ${guess(text) ?? 'one such as `PT30S`, `PT5M` or `PT1H30M`'}`,
});

/** What its author probably meant: `5m`, `90 seconds`, `pt5m`, `P30S`. */
const guess = (text: string): string | undefined => {
  const folded = text.trim().toUpperCase();
  const iso = [folded, folded.replace(/^P/, 'PT')].find((it) => millisecondsOf(it) !== undefined);
  if (iso) return `\`${iso}\``;
  const [, amount, unit] = /^(\d{1,9}(?:\.\d{1,3})?)\s*([A-Z]*)$/.exec(folded) ?? [];
  const ms = Number(amount) * (UNITS[unit ?? ''] ?? Number.NaN);
  return Number.isNaN(ms) ? undefined : `\`${isoDuration(ms)}\``;
};

const UNITS: Readonly<Record<string, number>> = {
  '': SECOND,
  MS: 1,
  ...{ S: SECOND, SEC: SECOND, SECS: SECOND, SECOND: SECOND, SECONDS: SECOND },
  ...{ M: MINUTE, MIN: MINUTE, MINS: MINUTE, MINUTE: MINUTE, MINUTES: MINUTE },
  ...{ H: HOUR, HR: HOUR, HRS: HOUR, HOUR: HOUR, HOURS: HOUR, D: DAY, DAY: DAY, DAYS: DAY },
};

const quoted = (text: string) => JSON.stringify(clipped(text));
const clipped = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** The ISO-8601 text of a duration, as `parseDuration` reads it back. */
export const isoDuration = (ms: number): string => {
  const [days, hours, minutes, seconds] = split(Math.round(ms));
  const time = `${unit(hours, 'H')}${unit(minutes, 'M')}${unit(seconds, 'S')}`;
  if (days === 0 && time === '') return 'PT0S';
  return `P${unit(days, 'D')}${time === '' ? '' : `T${time}`}`;
};

/** A duration as a person says it: `850 ms`, `1.5 s`, `1 min 30 s`, `2 h 5 min`. */
export const formatDuration = (ms: number): string => {
  if (ms < 0) return `-${formatDuration(-ms)}`;
  const whole = Math.round(ms);
  if (whole > 0 && whole < SECOND) return `${whole} ms`;
  const tenths = Math.round(ms / 100) * 100;
  const [days, hours, minutes, seconds] = split(tenths < MINUTE ? tenths : Math.round(ms / SECOND) * SECOND);
  const said = [unit(days, ' d'), unit(hours, ' h'), unit(minutes, ' min'), unit(seconds, ' s')];
  return said.filter((part) => part !== '').join(' ') || '0 s';
};

const unit = (amount: number, name: string) => (amount === 0 ? '' : `${amount}${name}`);

const split = (ms: number): [days: number, hours: number, minutes: number, seconds: number] => [
  Math.floor(ms / DAY),
  Math.floor((ms % DAY) / HOUR),
  Math.floor((ms % HOUR) / MINUTE),
  (ms % MINUTE) / SECOND,
];
