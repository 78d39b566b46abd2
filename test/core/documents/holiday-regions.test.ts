import Holidays from 'date-holidays';
import { expect, test } from 'vitest';
import { HOLIDAY_REGIONS } from '../../../core/documents/holiday-regions.ts';

test('the regions a document may name are those whose holidays are known', () => {
  const known = new Holidays();
  const regions = Object.keys(known.getCountries()).flatMap((country) => [
    country,
    ...Object.keys(known.getStates(country) ?? {}).flatMap((state) => [
      `${country}-${state}`,
      ...Object.keys(known.getRegions(country, state) ?? {}).map((region) => `${country}-${state}-${region}`),
    ]),
  ]);
  expect([...HOLIDAY_REGIONS].toSorted()).toEqual(regions.toSorted());
});
