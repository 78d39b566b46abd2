import { describe, expect, test } from 'vitest';
import type { Window } from '../../core/experiment.ts';
import type { Holidays } from '../../core/ports.ts';
import { isOpen, staysOpen } from '../../core/window.ts';

const officeHours: Window = {
  zone: 'Europe/Berlin',
  days: ['Mon', 'Tue', 'Wed', 'Thu'],
  fromMinute: 9 * 60,
  toMinute: 16 * 60,
  closedDates: ['2026-12-24'],
};
const everyDay: Window = {
  ...officeHours,
  days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  closedDates: [],
};
const berlin: Window = { ...officeHours, holidays: 'DE-BE' };

const feasts = new Map([
  ['DE-BE 2026-12-25', 'Christmas'],
  ['DE-BE 2026-12-29', 'Invented Day'],
]);
const holidays: Holidays = { on: (region, localDate) => feasts.get(`${region} ${localDate}`) };

const reasonOf = (openness: ReturnType<typeof isOpen>) => (openness.open ? 'open' : openness.reason);
const at = (window: Window, time: string) => reasonOf(isOpen(window, Date.parse(time), holidays));
const run = (window: Window, from: string, to: string) =>
  reasonOf(staysOpen(window, Date.parse(from), Date.parse(to), holidays));

describe('a window at a moment', () => {
  test.each([
    ['2026-12-01T08:00:00+01:00', 'open from 09:00 to 16:00, and it is 08:00 (Europe/Berlin)'],
    ['2026-12-01T08:59:59+01:00', 'open from 09:00 to 16:00, and it is 08:59 (Europe/Berlin)'],
    ['2026-12-01T09:00:00+01:00', 'open'],
    ['2026-12-01T15:59:59+01:00', 'open'],
    ['2026-12-01T16:00:00+01:00', 'open from 09:00 to 16:00, and it is 16:00 (Europe/Berlin)'],
    ['2026-12-04T10:00:00+01:00', 'closed on Fridays (Europe/Berlin)'],
    ['2026-12-06T23:30:00Z', 'open from 09:00 to 16:00, and it is 00:30 (Europe/Berlin)'],
    ['2026-12-24T10:00:00+01:00', '2026-12-24 is a closed date'],
  ])('at %s: %s', (time, answer) => {
    expect(at(officeHours, time)).toBe(answer);
  });

  test('is closed on the public holidays of its region, and on those of no other', () => {
    expect(at(berlin, '2026-12-29T10:00:00+01:00')).toBe(
      '2026-12-29 is a public holiday in DE-BE: Invented Day',
    );
    expect(at({ ...berlin, holidays: 'DE-BY' }, '2026-12-29T10:00:00+01:00')).toBe('open');
    expect(at(officeHours, '2026-12-29T10:00:00+01:00')).toBe('open');
  });

  test('is closed in a zone nobody knows, because doubt means no harm', () => {
    expect(at({ ...officeHours, zone: 'Europe/Berln' }, '2026-12-01T10:00:00Z')).toBe(
      'there is no time zone Europe/Berln',
    );
  });
});

describe('a run inside a window', () => {
  test.each([
    ['2026-12-01T09:00:00+01:00', '2026-12-01T16:00:00+01:00', 'open'],
    ['2026-12-01T10:00:00+01:00', '2026-12-01T10:00:00+01:00', 'open'],
    [
      '2026-12-01T15:45:30+01:00',
      '2026-12-01T16:00:01+01:00',
      'the window closes at 2026-12-01 16:00 (Europe/Berlin), and the run may last until 2026-12-01 16:00',
    ],
    [
      '2026-12-01T15:00:00+01:00',
      '2026-12-02T10:00:00+01:00',
      'the window closes at 2026-12-01 16:00 (Europe/Berlin), and the run may last until 2026-12-02 10:00',
    ],
    [
      '2026-12-01T08:00:00+01:00',
      '2026-12-01T10:00:00+01:00',
      'open from 09:00 to 16:00, and it is 08:00 (Europe/Berlin)',
    ],
  ])('from %s to %s: %s', (from, to, answer) => {
    expect(run(officeHours, from, to)).toBe(answer);
  });

  test('passes midnight only where the window is open around the clock, and not into a holiday', () => {
    const always: Window = { ...everyDay, fromMinute: 0, toMinute: 1440, holidays: 'DE-BE' };
    expect(run(always, '2026-12-01T23:00:00+01:00', '2026-12-02T01:00:00+01:00')).toBe('open');
    expect(run(always, '2026-12-24T23:00:00+01:00', '2026-12-25T01:00:00+01:00')).toBe(
      'the window closes at 2026-12-25 00:00 (Europe/Berlin), and the run may last until 2026-12-25 01:00',
    );
  });
});

describe('the night clocks go back, an hour comes twice', () => {
  const night: Window = { ...everyDay, fromMinute: 60, toMinute: 150 };

  test.each([
    ['2026-10-25T02:15:00+02:00', 'open'],
    ['2026-10-25T02:45:00+02:00', 'open from 01:00 to 02:30, and it is 02:45 (Europe/Berlin)'],
    ['2026-10-25T02:15:00+01:00', 'open'],
    ['2026-10-25T02:30:00+01:00', 'open from 01:00 to 02:30, and it is 02:30 (Europe/Berlin)'],
  ])('at %s a window by the clock on the wall says: %s', (time, answer) => {
    expect(at(night, time)).toBe(answer);
  });

  test('a run from the first 02:15 to the second leaves the window in between', () => {
    expect(run(night, '2026-10-25T02:15:00+02:00', '2026-10-25T02:15:00+01:00')).toBe(
      'the window closes at 2026-10-25 02:30 (Europe/Berlin), and the run may last until 2026-10-25 02:15',
    );
  });

  test('a window over the whole repetition is an hour longer', () => {
    expect(run({ ...night, toMinute: 240 }, '2026-10-25T01:00:00+02:00', '2026-10-25T04:00:00+01:00')).toBe(
      'open',
    );
  });
});

describe('the night clocks go forward, an hour does not come', () => {
  const night: Window = { ...everyDay, fromMinute: 60, toMinute: 150 };

  test('a window that closes within the missing hour closes where it begins', () => {
    expect(at(night, '2026-03-29T01:59:59+01:00')).toBe('open');
    expect(at(night, '2026-03-29T03:00:00+02:00')).toBe(
      'open from 01:00 to 02:30, and it is 03:00 (Europe/Berlin)',
    );
  });

  test('a window that opens within the missing hour opens where it ends', () => {
    const late: Window = { ...everyDay, fromMinute: 150, toMinute: 240 };
    expect(at(late, '2026-03-29T01:59:59+01:00')).toContain('open from 02:30');
    expect(at(late, '2026-03-29T03:00:00+02:00')).toBe('open');
  });

  test('a window around the missing hour is an hour shorter', () => {
    const around: Window = { ...everyDay, fromMinute: 60, toMinute: 210 };
    expect(run(around, '2026-03-29T01:00:00+01:00', '2026-03-29T03:30:00+02:00')).toBe('open');
    expect(run(around, '2026-03-29T01:00:00+01:00', '2026-03-29T03:31:00+02:00')).toContain('closes at');
  });
});

test('zones whose offset is not of whole hours are right too', () => {
  const kathmandu: Window = { ...everyDay, zone: 'Asia/Kathmandu' };
  expect(at(kathmandu, '2026-12-01T03:14:59Z')).toContain('it is 08:59');
  expect(at(kathmandu, '2026-12-01T03:15:00Z')).toBe('open');
  expect(run(kathmandu, '2026-12-01T03:15:00Z', '2026-12-01T10:15:00Z')).toBe('open');
  expect(run(kathmandu, '2026-12-01T03:15:00Z', '2026-12-01T10:16:00Z')).toContain('16:00');
});
