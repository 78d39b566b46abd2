import type { MetricStore } from '../cloudwatch/metric-store.ts';
import type { AccessRecord, HostCounts } from '../workload/messages.ts';
import { LOAD_BALANCER, TARGET_GROUP } from '../workload/settings.ts';

const NAMESPACE = 'AWS/ApplicationELB';

/** One of the shop's metrics, by ALB's name and dimensions (ELB/load-balancer-cloudwatch-metrics). */
export const albMetric = (metric: string) => ({
  namespace: NAMESPACE,
  metric,
  dimensions: metric.endsWith('HostCount')
    ? { LoadBalancer: LOAD_BALANCER, TargetGroup: TARGET_GROUP }
    : { LoadBalancer: LOAD_BALANCER },
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
