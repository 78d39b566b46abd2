import { describe, expect, test } from 'vitest';
import type { Schedule } from '../../../core/experiment.ts';
import { occurrences } from '../../../core/schedule/occurrences.ts';

const due = (schedule: Partial<Schedule>, after: string, count = 3): readonly string[] =>
  occurrences({ expression: 'rate(1 days)', zone: 'UTC', ...schedule }, Date.parse(after), count).map(
    (atMs) => new Date(atMs).toISOString(),
  );

const berlin = 'Europe/Berlin';

describe('a cron', () => {
  test('falls due by the clocks of its zone, in winter and in summer', () => {
    expect(due({ expression: 'cron(0 10 ? * TUE *)', zone: berlin }, '2026-03-20T00:00:00Z')).toEqual([
      '2026-03-24T09:00:00.000Z',
      '2026-03-31T08:00:00.000Z',
      '2026-04-07T08:00:00.000Z',
    ]);
  });

  test('skips a time that the clocks skip', () => {
    expect(due({ expression: 'cron(30 2 * * ? *)', zone: berlin }, '2026-03-28T00:00:00Z', 2)).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });

  test('falls due once at a time that the clocks repeat, the first time', () => {
    expect(due({ expression: 'cron(30 2 * * ? *)', zone: berlin }, '2026-10-24T12:00:00Z', 2)).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  test.each([
    ['the last day of the month', 'cron(0 0 L * ? *)', '2026-02-28'],
    ['its last working day', 'cron(0 0 LW * ? *)', '2026-02-27'],
    ['the working day nearest to a date', 'cron(0 0 15W * ? *)', '2026-02-16'],
    ['the last Thursday', 'cron(0 0 ? * 5L *)', '2026-02-26'],
    ['the second Sunday', 'cron(0 0 ? * 1#2 *)', '2026-02-08'],
    ['the last day of the week', 'cron(0 0 ? * L *)', '2026-02-07'],
    ['a day by its number, from Sunday on', 'cron(0 0 ? * 3 *)', '2026-02-03'],
    ['the 29th of February', 'cron(0 0 29 2 ? *)', '2028-02-29'],
    ['a year', 'cron(0 0 1 JAN ? 2030)', '2030-01-01'],
  ])('means %s by %s', (_, expression, date) => {
    expect(due({ expression }, '2026-02-01T00:00:00Z', 1)).toEqual([`${date}T00:00:00.000Z`]);
  });

  test('is over when its years are', () => {
    expect(due({ expression: 'cron(0 10 1 * ? 2026)' }, '2026-11-15T00:00:00Z')).toEqual([
      '2026-12-01T10:00:00.000Z',
    ]);
  });

  test('falls due at its start and at its end, and not beyond them', () => {
    const [startMs, endMs] = ['2026-11-10T10:00:00Z', '2026-11-12T10:00:00Z'].map(Date.parse);
    const dated = { expression: 'cron(0 10 * * ? *)', ...(startMs && { startMs }), ...(endMs && { endMs }) };
    expect(due(dated, '2026-11-01T00:00:00Z', 9)).toEqual([
      '2026-11-10T10:00:00.000Z',
      '2026-11-11T10:00:00.000Z',
      '2026-11-12T10:00:00.000Z',
    ]);
  });
});

describe('a rate', () => {
  const startMs = Date.parse('2026-03-28T11:00:00Z');

  test('counts clock time from its start: a day is 24 hours, whatever the clocks do', () => {
    expect(due({ zone: berlin, startMs }, '2026-03-01T00:00:00Z')).toEqual([
      '2026-03-28T11:00:00.000Z',
      '2026-03-29T11:00:00.000Z',
      '2026-03-30T11:00:00.000Z',
    ]);
  });

  test('goes on from there however late it is asked about', () => {
    expect(due({ expression: 'rate(7 days)', startMs }, '2030-01-01T00:00:00Z', 1)).toEqual([
      '2030-01-05T11:00:00.000Z',
    ]);
    expect(due({ startMs }, '2026-03-29T11:00:00Z', 1)).toEqual(['2026-03-30T11:00:00.000Z']);
  });

  test('without a start counts from the moment that is asked about', () => {
    expect(due({ expression: 'rate(90 minutes)' }, '2026-03-28T11:00:00Z', 2)).toEqual([
      '2026-03-28T12:30:00.000Z',
      '2026-03-28T14:00:00.000Z',
    ]);
  });
});

describe('a schedule that comes once', () => {
  test('falls due at its local time, and only then', () => {
    const once = { expression: 'at(2026-12-01T10:00:00)', zone: berlin };
    expect(due(once, '2026-11-15T00:00:00Z')).toEqual(['2026-12-01T09:00:00.000Z']);
    expect(due(once, '2026-12-01T09:00:00Z')).toEqual([]);
  });

  test('never does at a time that the clocks skip', () => {
    expect(due({ expression: 'at(2026-03-29T02:30:00)', zone: berlin }, '2026-01-01T00:00:00Z')).toEqual([]);
  });
});

test('what is no schedule never falls due', () => {
  expect(due({ expression: 'weekly' }, '2026-01-01T00:00:00Z')).toEqual([]);
});
