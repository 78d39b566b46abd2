import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExpression } from '../../../core/schedule/expression.ts';
import { occurrences } from '../../../core/schedule/occurrences.ts';
import { type AnyCron, anyCron } from './any-cron.ts';
import { clockChanges } from './clock-changes.ts';
import { dueOn, walk } from './minute-walk.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const changes = clockChanges();

const comes = ({ text }: AnyCron) => parseExpression(text).ok;

const between = (expression: string, zone: string, fromMs: number, toMs: number): readonly number[] =>
  occurrences({ expression, zone, endMs: toMs }, fromMs - 1, 100_000);

test('there is something to test: clocks go forward and back, by an hour and by other steps', () => {
  expect(changes.length).toBeGreaterThan(100);
  expect(new Set(changes.map(({ byMinutes }) => byMinutes))).toEqual(new Set([60, -60, 30, -30, 120, -120]));
});

test('around every change of clocks of five years a cron falls due as a walk through its minutes says', () => {
  for (const { zone, atMs } of changes) {
    const [fromMs, toMs] = [atMs - 3 * HOUR, atMs + 5 * HOUR];
    // What was shown before the walk began is none of what the clocks repeat in it.
    const minutes = walk(zone, fromMs, toMs);
    const agrees = (cron: AnyCron): void => {
      expect(between(cron.text, zone, fromMs, toMs), `${cron.text} ${zone}`).toEqual(dueOn(minutes, cron));
    };
    fc.assert(fc.property(anyCron.filter(comes), agrees), { numRuns: 4 });
    // Its day and hour, so that something falls due.
    const { month, day, year } = minutes[3 * 60 + 1] ?? { month: 1, day: 1, year: 2026 };
    for (const minute of ['0', '30', '*/7', '59'])
      agrees({
        text: `cron(${minute} * ${day} ${month} ? ${year})`,
        matches: (at) =>
          at.day === day && at.month === month && at.year === year && everyOf(minute)(at.minute),
      });
  }
});

const everyOf = (text: string) => (value: number) =>
  text === '*/7' ? value % 7 === 0 : value === Number(text);

test('any cron falls due on the days that a walk through them says', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const property = fc.property(
    anyCron.filter(comes),
    fc.constantFrom(...zones),
    fc.integer({ min: Date.UTC(2026, 0, 1) / DAY, max: Date.UTC(2030, 11, 1) / DAY }),
    (cron, zone, fromDay) => {
      const [fromMs, toMs] = [fromDay * DAY, (fromDay + 2) * DAY];
      // Clocks that were put back right before the walk have shown some of its minutes already.
      const minutes = walk(zone, fromMs - 4 * HOUR, toMs);
      expect(between(cron.text, zone, fromMs, toMs)).toEqual(
        dueOn(minutes, cron).filter((atMs) => atMs >= fromMs),
      );
    },
  );
  fc.assert(property, { numRuns: 60 });
});

test('any cron comes in order, after the moment that is asked about, and never twice', () => {
  const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2030, 11, 1) });
  const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  fc.assert(
    fc.property(anyCron.filter(comes), zone, moment, (cron, where, afterMs) => {
      const schedule = { expression: cron.text, zone: where };
      const due = occurrences(schedule, afterMs, 5);
      expect(due.every((atMs, n) => atMs > (due[n - 1] ?? afterMs))).toBe(true);
      // Asked one by one it gives the same.
      const [first = afterMs, ...rest] = due;
      if (due.length > 0) expect(occurrences(schedule, first, rest.length)).toEqual(rest);
    }),
    { numRuns: 300 },
  );
});
