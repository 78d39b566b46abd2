import { expect, test } from 'vitest';
import { metricStore } from '../../../lab/cloudwatch/metric-store.ts';

const latency = {
  namespace: 'AWS/ApplicationELB',
  metric: 'TargetResponseTime',
  dimensions: { LoadBalancer: 'a' },
};

// Statistics by name: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
test.each([
  ['Sum', 15],
  ['Average', 3],
  ['Minimum', 1],
  ['Maximum', 5],
  ['SampleCount', 5],
  ['p50', 3],
  ['p90', 5],
  ['p99.9', 5],
  ['p0', 1],
  ['Median', undefined],
])('%s of 1 to 5 is %s', (stat, expected) => {
  const store = metricStore();
  store.add(latency, 1_000, [5, 1, 4]);
  store.add(latency, 3_999, [2, 3]);
  expect(store.datapoint({ ...latency, stat }, 0, 60_000)).toBe(expected);
});

test('a period without data has no value, not zero', () => {
  const store = metricStore();
  store.add(latency, 60_000, [1]);
  expect(store.datapoint({ ...latency, stat: 'Sum' }, 0, 60_000)).toBeUndefined();
});

// "CloudWatch treats each unique combination of dimensions as a separate metric" (CW/cloudwatch_concepts).
test('dimensions are matched whole and in any order', () => {
  const store = metricStore();
  store.add({ ...latency, dimensions: { A: '1', B: '2' } }, 0, [7]);
  const sum = (dimensions: Record<string, string>) =>
    store.datapoint({ ...latency, dimensions, stat: 'Sum' }, 0, 1_000);
  expect(sum({ B: '2', A: '1' })).toBe(7);
  expect(sum({ A: '1' })).toBeUndefined();
});

// "Data points with a period of less than 60 seconds are available for 3 hours"; "data points that are initially
// published with a shorter period are aggregated together for long-term storage" (CW/cloudwatch_concepts).
test('seconds are kept for three hours, and then the minutes they made', () => {
  const store = metricStore();
  const hour = 3_600_000;
  const sum = (fromMs: number, toMs: number) => store.datapoint({ ...latency, stat: 'Sum' }, fromMs, toMs);
  store.add(latency, 0, [1]);
  store.add(latency, 1_000, [2]);
  store.add(latency, 61_000, [4]);
  store.add(latency, 3 * hour, [1]);
  expect([sum(0, 1_000), sum(0, 60_000), sum(0, hour)]).toEqual([1, 3, 7]);
  store.add(latency, 3 * hour + 120_000, [1]);
  expect([sum(0, 1_000), sum(0, 60_000), sum(0, hour)]).toEqual([undefined, 3, 7]);
  expect(sum(30_000, 120_000)).toBe(4);
  store.add(latency, 28 * hour, [1]);
  expect(sum(0, hour)).toBeUndefined();
});
