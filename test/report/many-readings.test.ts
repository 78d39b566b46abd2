import { expect, test } from 'vitest';
import { runHtml } from '../../report/run-html.ts';
import { resultWith } from './support/many-readings.ts';
import { wordsOf } from './support/results.ts';

const cases = {
  'all good': () => false,
  'a few bad ones': (n: number) => n % 500 < 3,
  'every other one bad': (n: number) => n % 2 === 0,
  'all bad': () => true,
};

test.each(Object.entries(cases))('ten thousand readings, %s, make half a megabyte at most', (_, isBad) => {
  const page = runHtml(resultWith(10_000, isBad));
  expect(Buffer.byteLength(page)).toBeLessThanOrEqual(500_000);
});

test('one bad reading among ten thousand is in the chart, in its table and in the journal', () => {
  const page = runHtml(resultWith(10_000, (n) => n === 7_777));
  const marked = page.match(/<path class="bad" d="M\d+,\d+">/g);
  expect(marked).toHaveLength(2); // one at each width
  const words = wordsOf(page);
  expect(words).toContain('1 bad reading of 10000');
  expect(words).toContain('HTTP 503 after');
  expect(words).toContain('10000 readings 1 bad');
});

test('the highest and the lowest of ten thousand are at the edge of the line', () => {
  const result = resultWith(10_000, (n) => n === 5_000);
  const page = runHtml(result);
  const [, d = ''] = /class="series" d="([^"]*)"/.exec(page) ?? [];
  const heights = [...d.matchAll(/,([\d.]+)/g)].map(([, y]) => Number(y));
  const [, low, high, top, bottom] =
    /data-top="([\d.]+)" data-bottom="([\d.]+)" data-low="([\d.]+)" data-high="([\d.]+)"/
      .exec(page)
      ?.map(Number)
      .map((value, index, all) => [value, all[3], all[4], all[1], all[2]][index]) ?? [];
  const values = (result.readings.shop ?? []).map(({ value = 0 }) => value);
  const at = (value: number) =>
    Number(bottom) - ((value - Number(low)) / (Number(high) - Number(low))) * (Number(bottom) - Number(top));
  expect(Math.min(...heights)).toBeCloseTo(at(Math.max(...values)), 0);
  expect(Math.max(...heights)).toBeCloseTo(at(Math.min(...values)), 0);
});
