import { expect, test } from 'vitest';
import { metricStore } from '../../../lab/cloudwatch/metric-store.ts';
import {
  albMetric,
  feedDatabase,
  feedLambda,
  feedMetrics,
  lambdaMetric,
  rdsMetric,
} from '../../../lab/keeper/metrics-feed.ts';

const MINUTE = 60_000;

// docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
test.each([
  ['RequestCount', 'Sum', 3],
  ['HTTPCode_ELB_5XX_Count', 'Sum', 2],
  ['HTTPCode_Target_5XX_Count', 'Sum', 1],
  ['HTTPCode_Target_2XX_Count', 'Sum', 1],
  ['TargetResponseTime', 'p50', 0.25],
  ['TargetResponseTime', 'p99', 0.5],
  ['HealthyHostCount', 'Minimum', 2],
  ['UnHealthyHostCount', 'Maximum', 1],
])('of what the load balancer saw, %s (%s) is %s', (metric, stat, expected) => {
  const store = metricStore();
  feedMetrics(store, {
    atMs: 3_000,
    hosts: { healthy: 2, unhealthy: 1 },
    records: [
      [1_000, 'i-1', 200, 200, 250],
      [1_500, 'i-2', 500, 500, 500],
      [2_000, 'i-2', 504, null, null],
      [2_500, null, 503, null, null],
    ],
  });
  expect(store.datapoint({ ...albMetric(metric), stat }, 0, MINUTE)).toBe(expected);
});

test('a quiet second is no request, and no error count', () => {
  const store = metricStore();
  feedMetrics(store, { atMs: 3_000, hosts: { healthy: 3, unhealthy: 0 }, records: [] });
  const sum = (metric: string) => store.datapoint({ ...albMetric(metric), stat: 'Sum' }, 0, MINUTE);
  expect(sum('RequestCount')).toBe(0);
  expect(sum('HTTPCode_ELB_5XX_Count')).toBeUndefined();
});

// docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html: ReplicaLag is in seconds.
test('the database tells its connections and its lag', () => {
  const store = metricStore();
  feedDatabase(store, 1_000, { connections: 7, replicaLagMs: 1_500 });
  feedDatabase(store, 2_000, { connections: 9 });
  const maximum = (metric: string) => store.datapoint({ ...rdsMetric(metric), stat: 'Maximum' }, 0, MINUTE);
  expect(maximum('DatabaseConnections')).toBe(9);
  expect(maximum('ReplicaLag')).toBe(1.5);
  expect(store.datapoint({ ...rdsMetric('ReplicaLag'), stat: 'SampleCount' }, 0, MINUTE)).toBe(1);
  expect(rdsMetric('ReplicaLag')).toMatchObject({
    namespace: 'AWS/RDS',
    dimensions: { DBInstanceIdentifier: expect.any(String) },
  });
});

// docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
test.each([
  ['Invocations', 'Sum', 3],
  ['Errors', 'Sum', 1],
  ['Throttles', 'Sum', 2],
  ['Duration', 'Maximum', 900],
  ['Duration', 'SampleCount', 3],
])('of five calls of a function, %s (%s) is %s', (metric, stat, expected) => {
  const store = metricStore();
  feedLambda(store, [
    [1_000, 'ok', 100],
    [2_000, 'ok', 110],
    [3_000, 'error', 900],
    [4_000, 'throttled', null],
    [5_000, 'throttled', null],
  ]);
  expect(store.datapoint({ ...lambdaMetric(metric), stat }, 0, MINUTE)).toBe(expected);
});
