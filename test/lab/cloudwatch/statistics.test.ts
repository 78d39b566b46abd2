import { expect, test } from 'vitest';
import { statisticNamed } from '../../../lab/cloudwatch/statistics.ts';

// CW/Statistics-definitions = https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html

const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const latencies = [100, 150, 300, 500, 1000, 2000];

test.each<[string, number[], number | undefined, string]>([
  ['tm90', oneTo(10), 5, '"the average after removing the 10% of data points with the highest values"'],
  ['TM(:90%)', oneTo(10), 5, '"tm99 … is the same as TM(:99%)"'],
  ['TM(2%:98%)', oneTo(100), 50.5, '"removing the 2% lowest data points and the 2% highest"'],
  ['TM(10%:)', oneTo(10), 6, '"TM(10%:) disregards the lowest 10%"'],
  ['TM(150:1000)', latencies, 600, '"lower than or equal to 150, or higher than 1000"'],
  ['IQM', oneTo(8), 4.5, '"equivalent to TM(25%:75%)"'],
  ['wm90', oneTo(10), 5.4, '"treating the highest values to be equal to the value at the percentile"'],
  ['WM(10%:90%)', oneTo(10), 5.5, '"the highest 10% to be the value of the 90% boundary, and the lowest"'],
  ['WM(200:1000)', latencies, (200 + 200 + 300 + 500 + 1000 + 1000) / 6, 'fixed boundaries'],
  ['PR(:300)', latencies, 50, '"data points that have a value of 300 or less"'],
  ['PR(100:2000)', latencies, (100 * 5) / 6, '"a value between 100 and 2000", 100 not included'],
  ['tc90', oneTo(10), 9, '"not including any data points that fall in the highest 10%"'],
  ['TC(0.005:0.030)', [0.005, 0.006, 0.03, 0.031], 2, '"0.005 (exclusive) and 0.030 (inclusive)"'],
  ['TC(5000:)', latencies, 0, 'none in range is a count of none'],
  ['ts90', oneTo(10), 45, '"the sum of the data points not including … the highest 10%"'],
  ['TS(80%:)', oneTo(10), 19, '"not including … the lowest 80%"'],
  ['TM(5000:)', latencies, undefined, 'none in range has no mean'],
  ['p99.9', oneTo(1000), 999, 'the nearest rank'],
  ['p50', [-1, 2], undefined, '"not available … when any of the metric values are negative"'],
  ['tm99', [-1, 2], undefined, 'the same'],
  ['Minimum', [-1, 2], -1, 'the simple ones are'],
])('%s of %j is %s: %s', (name, values, expected) => {
  const statistic = statisticNamed(name);
  expect(statistic).toBeDefined();
  const value = statistic?.(values);
  if (expected === undefined) expect(value).toBeUndefined();
  else expect(value).toBeCloseTo(expected, 9);
});

test.each([
  'Median',
  'TM90',
  'tm(10%:90%)',
  'TM(90%)',
  'TM(:)',
  'TM(10%:90)',
  'TM(90%:10%)',
  'TM(10%:101%)',
  'PR(10%:)',
  'PR90',
  'iqm',
  'p101',
  'p-1',
])('there is no statistic %s', (name) => {
  expect(statisticNamed(name)).toBeUndefined();
});
