import { expect, test } from 'vitest';
import { NotFound } from '../../core/errors.ts';
import { loadHolidays } from '../../core/holidays.ts';

const holidays = await loadHolidays();

test.each([
  ['DE-BE', '2026-03-08', "International Women's Day"],
  ['DE', '2026-03-08', undefined],
  ['DE-BE', '2026-12-25', 'Christmas Day'],
  ['DE-BY', '2026-01-06', 'Epiphany'],
  ['US-CA', '2026-03-31', 'César Chávez Day'],
  ['US-CA', '2026-07-03', 'Independence Day (substitute day)'],
  ['US', '2026-11-26', 'Thanksgiving Day'],
  ['US-LA-NO', '2026-02-17', 'Mardi Gras'],
  ['GB-SCT', '2026-01-02', 'January 2nd'],
  ['CN', '2026-02-18', 'Spring Festival'],
  ['IL', '2026-04-02', 'Passover (Pesach)'],
  ['DE-BE', '2026-12-24', undefined],
])('in %s, %s is %s', (region, date, name) => {
  expect(holidays.on(region, date)).toBe(name);
});

test('a region nobody knows is an error, not a region without holidays', () => {
  expect(() => holidays.on('DE-XX', '2026-12-25')).toThrow(NotFound);
});
