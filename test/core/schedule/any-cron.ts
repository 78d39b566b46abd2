import fc from 'fast-check';

/** A local minute, as a calendar on the wall shows it. */
export type LocalMinute = {
  readonly minute: number;
  readonly hour: number;
  readonly day: number;
  /** 1 to 12. */
  readonly month: number;
  readonly year: number;
};

/** A field as it is written, and what it is meant to match. */
type Written = { readonly text: string; readonly matches: (value: number, at: LocalMinute) => boolean };

/** A cron with a second opinion of what it means. */
export type AnyCron = { readonly text: string; readonly matches: (at: LocalMinute) => boolean };

const all: Written = { text: '*', matches: () => true };

const part = (least: number, most: number, names: readonly string[] = []): fc.Arbitrary<Written> => {
  const value = fc.integer({ min: least, max: most });
  const named = (n: number) => names[n - least] ?? String(n);
  return fc.oneof(
    value.map((n) => ({ text: named(n), matches: (at: number) => at === n })),
    fc
      .tuple(value, value)
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
      .map(([a, b]) => ({ text: `${named(a)}-${named(b)}`, matches: (at: number) => at >= a && at <= b })),
  );
};

const stepped = (least: number, most: number): fc.Arbitrary<Written> =>
  fc
    .tuple(fc.option(fc.integer({ min: least, max: most })), fc.integer({ min: 1, max: most - least + 1 }))
    .map(([from, step]) => ({
      text: `${from ?? '*'}/${step}`,
      matches: (at: number) => at >= (from ?? least) && (at - (from ?? least)) % step === 0,
    }));

const list = (one: fc.Arbitrary<Written>): fc.Arbitrary<Written> =>
  fc.array(one, { minLength: 1, maxLength: 3 }).map((parts) => ({
    text: parts.map(({ text }) => text).join(),
    matches: (value: number, at: LocalMinute) => parts.some(({ matches }) => matches(value, at)),
  }));

const ranged = (least: number, most: number, names: readonly string[] = []): fc.Arbitrary<Written> =>
  fc.oneof(fc.constant(all), list(part(least, most, names)), list(stepped(least, most)));

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

const daysIn = ({ year, month }: LocalMinute): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** 1 is Sunday. */
const weekday = ({ year, month }: LocalMinute, day: number): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;

// The working day nearest to a date, in the same month.
const nearestWorkingDay = (at: LocalMinute, day: number): number | undefined => {
  const last = daysIn(at);
  if (day > last) return undefined;
  const candidates = [0, -1, 1, -2, 2].map((by) => day + by).filter((n) => n >= 1 && n <= last);
  return candidates.find((n) => weekday(at, n) > 1 && weekday(at, n) < 7);
};

const dayOfMonth: fc.Arbitrary<Written> = fc.oneof(
  ranged(1, 31),
  fc.constant({ text: 'L', matches: (day: number, at: LocalMinute) => day === daysIn(at) }),
  fc.constant({
    text: 'LW',
    matches: (day: number, at: LocalMinute) => day === nearestWorkingDay(at, daysIn(at)),
  }),
  fc.integer({ min: 1, max: 31 }).map((n) => ({
    text: `${n}W`,
    matches: (day: number, at: LocalMinute) => day === nearestWorkingDay(at, n),
  })),
);

const dayOfWeek: fc.Arbitrary<Written> = fc.oneof(
  list(part(1, 7)),
  list(part(1, 7, dayNames)),
  fc.constant({ text: 'L', matches: (day: number) => day === 7 }),
  fc.integer({ min: 1, max: 7 }).map((n) => ({
    text: `${n}L`,
    matches: (day: number, at: LocalMinute) => day === n && at.day + 7 > daysIn(at),
  })),
  fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 5 })).map(([n, nth]) => ({
    text: `${dayNames[n - 1]}#${nth}`,
    matches: (day: number, at: LocalMinute) => day === n && Math.ceil(at.day / 7) === nth,
  })),
);

const days: fc.Arbitrary<{ readonly texts: readonly [string, string]; matches(at: LocalMinute): boolean }> =
  fc.oneof(
    dayOfMonth.map(({ text, matches }) => ({
      texts: [text, '?'] as const,
      matches: (at: LocalMinute) => matches(at.day, at),
    })),
    dayOfWeek.map(({ text, matches }) => ({
      texts: ['?', text] as const,
      matches: (at: LocalMinute) => matches(weekday(at, at.day), at),
    })),
  );

/** Any cron that EventBridge Scheduler documents. Some never come. */
export const anyCron: fc.Arbitrary<AnyCron> = fc
  .record({
    minute: ranged(0, 59),
    hour: ranged(0, 23),
    day: days,
    month: fc.oneof({ weight: 3, arbitrary: fc.constant(all) }, ranged(1, 12, monthNames)),
    year: fc.oneof({ weight: 5, arbitrary: fc.constant(all) }, part(2026, 2031)),
  })
  .map(({ minute, hour, day, month, year }) => ({
    text: `cron(${minute.text} ${hour.text} ${day.texts[0]} ${month.text} ${day.texts[1]} ${year.text})`,
    matches: (at) =>
      minute.matches(at.minute, at) &&
      hour.matches(at.hour, at) &&
      month.matches(at.month, at) &&
      year.matches(at.year, at) &&
      day.matches(at),
  }));
