import type { MetricStore } from '../cloudwatch/metric-store.ts';
import type { AccessRecord, HostCounts, InvocationRecord } from '../workload/messages.ts';
import { DATABASE, LOAD_BALANCER, ORDERS_FUNCTION, TARGET_GROUP } from '../workload/settings.ts';

/** One of the shop's metrics, by ALB's name and dimensions (ELB/load-balancer-cloudwatch-metrics). */
export const albMetric = (metric: string) => ({
  namespace: 'AWS/ApplicationELB',
  metric,
  dimensions: metric.endsWith('HostCount')
    ? { LoadBalancer: LOAD_BALANCER, TargetGroup: TARGET_GROUP }
    : { LoadBalancer: LOAD_BALANCER },
});

/** A metric of the shop's database, by RDS's name and dimension (RDS/rds-metrics). */
export const rdsMetric = (metric: string) => ({
  namespace: 'AWS/RDS',
  metric,
  dimensions: { DBInstanceIdentifier: DATABASE },
});

/** A metric of the function that takes orders, by Lambda's name and dimension (Lambda/monitoring-metrics-types). */
export const lambdaMetric = (metric: string) => ({
  namespace: 'AWS/Lambda',
  metric,
  dimensions: { FunctionName: ORDERS_FUNCTION },
});

/** Turns what the load balancer saw into ALB's metrics. */
export const feedMetrics = (
  store: MetricStore,
  { atMs, records, hosts }: { atMs: number; records: readonly AccessRecord[]; hosts: HostCounts },
): void => {
  const add = (metric: string, at: number, value: number) => store.add(albMetric(metric), at, [value]);
  // "Reported if health checks are enabled", and RequestCount "always": a quiet second is a zero, not a gap. The
  // HTTP codes and the response time are reported when there is a nonzero value, so a quiet second is a gap in them.
  add('HealthyHostCount', atMs, hosts.healthy);
  add('UnHealthyHostCount', atMs, hosts.unhealthy);
  if (records.length === 0) add('RequestCount', atMs, 0);
  for (const [at, targetId, elbStatus, targetStatus, targetMs] of records) {
    // "Only incremented for requests where the load balancer node was able to choose a target."
    if (targetId !== null) add('RequestCount', at, 1);
    if (targetStatus === null && elbStatus >= 500) add('HTTPCode_ELB_5XX_Count', at, 1);
    if (targetStatus !== null) add(`HTTPCode_Target_${Math.floor(targetStatus / 100)}XX_Count`, at, 1);
    if (targetMs !== null) add('TargetResponseTime', at, targetMs / 1000);
  }
};

/** Turns what the database said at `atMs` into RDS's metrics; without a standby there is no lag to tell. */
export const feedDatabase = (
  store: MetricStore,
  atMs: number,
  { connections, replicaLagMs }: { readonly connections: number; readonly replicaLagMs?: number },
): void => {
  store.add(rdsMetric('DatabaseConnections'), atMs, [connections]);
  // RDS counts the lag in seconds.
  if (replicaLagMs !== undefined) store.add(rdsMetric('ReplicaLag'), atMs, [replicaLagMs / 1000]);
};

/** Turns invocations into Lambda's metrics. */
export const feedLambda = (store: MetricStore, records: readonly InvocationRecord[]): void => {
  for (const [atMs, outcome, durationMs] of records) {
    const add = (metric: string, value: number) => store.add(lambdaMetric(metric), atMs, [value]);
    const throttled = outcome === 'throttled';
    add('Throttles', throttled ? 1 : 0);
    // "Throttled requests and other invocation errors don't count as either Invocations or Errors."
    if (throttled) continue;
    add('Invocations', 1);
    add('Errors', outcome === 'error' ? 1 : 0);
    if (durationMs !== null) add('Duration', durationMs);
  }
};
