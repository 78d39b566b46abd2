import { describe, expect, test } from 'vitest';
import { eventsIn } from '../../../adapters/ical/events-in.ts';
import { DocumentInvalid } from '../../../core/errors.ts';
import { calendar } from './calendar.ts';

const span = { fromMs: Date.parse('2026-11-20T00:00:00Z'), toMs: Date.parse('2026-12-05T00:00:00Z') };

const found = (text: string, zone = 'UTC') =>
  eventsIn(text, zone, span).map(({ fromMs, toMs }) =>
    [fromMs, toMs].map((atMs) => new Date(atMs).toISOString().slice(0, 16)).join(' to '),
  );

describe('the events of a calendar', () => {
  test('are in their own zone, through the change of clocks', () => {
    const weekly = [
      'DTSTART;TZID=Europe/Berlin:20261020T100000',
      'DTEND;TZID=Europe/Berlin:20261020T110000',
      'RRULE:FREQ=WEEKLY;BYDAY=TU',
    ];
    // Summer time when it began, and winter time now.
    expect(found(calendar(weekly))).toEqual([
      '2026-11-24T09:00 to 2026-11-24T10:00',
      '2026-12-01T09:00 to 2026-12-01T10:00',
    ]);
  });

  test('are without those that were excluded, and with those that were moved where they are now', () => {
    const text = calendar([
      'DTSTART;TZID=Europe/Berlin:20261020T100000',
      'DTEND;TZID=Europe/Berlin:20261020T110000',
      'RRULE:FREQ=WEEKLY;BYDAY=TU',
      'EXDATE;TZID=Europe/Berlin:20261124T100000',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:event-0',
      'DTSTAMP:20260101T000000Z',
      'RECURRENCE-ID;TZID=Europe/Berlin:20261027T100000',
      'DTSTART;TZID=Europe/Berlin:20261125T150000',
      'DTEND;TZID=Europe/Berlin:20261125T160000',
    ]);
    expect(found(text)).toEqual([
      '2026-11-25T14:00 to 2026-11-25T15:00',
      '2026-12-01T09:00 to 2026-12-01T10:00',
    ]);
  });

  test.each([
    ['UTC', '2026-11-24T00:00 to 2026-11-26T00:00'],
    ['Europe/Berlin', '2026-11-23T23:00 to 2026-11-25T23:00'],
    ['Pacific/Auckland', '2026-11-23T11:00 to 2026-11-25T11:00'],
  ])('that are whole days are days in %s', (zone, days) => {
    const twoDays = ['DTSTART;VALUE=DATE:20261124', 'DTEND;VALUE=DATE:20261126'];
    expect(found(calendar(twoDays), zone)).toEqual([days]);
  });

  test('that name no zone are in the zone of the calendar, and those that say UTC are not', () => {
    const text = calendar(
      ['DTSTART:20261124T080000', 'DURATION:PT2H'],
      ['DTSTART:20261126T080000Z', 'DURATION:PT2H'],
    );
    expect(found(text, 'America/New_York')).toEqual([
      '2026-11-24T13:00 to 2026-11-24T15:00',
      '2026-11-26T08:00 to 2026-11-26T10:00',
    ]);
  });

  test('that overlap or touch are one', () => {
    const text = calendar(
      ['DTSTART:20261124T080000Z', 'DURATION:PT2H'],
      ['DTSTART:20261124T090000Z', 'DURATION:PT3H'],
      ['DTSTART:20261124T120000Z', 'DURATION:PT1H'],
    );
    expect(found(text)).toEqual(['2026-11-24T08:00 to 2026-11-24T13:00']);
  });

  test('that had begun before are there', () => {
    expect(found(calendar(['DTSTART:20261101T000000Z', 'DTEND:20261121T000000Z']))).toEqual([
      '2026-11-01T00:00 to 2026-11-21T00:00',
    ]);
  });

  test('that were cancelled are none', () => {
    expect(found(calendar(['DTSTART:20261124T080000Z', 'DURATION:PT2H', 'STATUS:CANCELLED']))).toEqual([]);
  });
});

const whole = calendar(['DTSTART:20261124T080000Z', 'DURATION:PT2H']);

test.each([
  ['a page that asks for a password', '<html>Sign in</html>'],
  ['nothing', ''],
  ['half a calendar', whole.slice(0, whole.indexOf('DURATION'))],
  ['a calendar that was cut within its last line', whole.slice(0, -4)],
  ['an event without an end of its own', whole.replace('END:VEVENT\r\n', '')],
  ['a time that is none', calendar(['DTSTART:soon'])],
  ['a time that is none, repeated', calendar(['DTSTART:soon', 'RRULE:FREQ=DAILY'])],
  ['no beginning', calendar(['SUMMARY:Freeze'])],
  ['a zone that nobody knows', calendar(['DTSTART;TZID=Nowhere/City:20261124T080000', 'DURATION:PT1H'])],
  [
    'dates of repetition, which are not read',
    calendar(['DTSTART:20261101T080000Z', 'RDATE:20261124T080000Z']),
  ],
])('%s is refused, because it would look free', (_, text) => {
  expect(() => eventsIn(text, 'UTC', span)).toThrow(DocumentInvalid);
});

test('an empty calendar is one', () => {
  expect(found(calendar())).toEqual([]);
});
