import type { Decision } from './decision.ts';

/** CloudWatch's names for what was applied. Whoever looks for evidence asks for these. */
export const appliedMetric = {
  namespace: 'Firedrill/Middleware',
  name: 'FaultsApplied',
  dimensions: ['FunctionName', 'Run'],
} as const;

/**
 * That a fault was applied, as a line of the function's log from which CloudWatch makes a metric: it needs no call, no
 * permission and no time.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const appliedLine = (
  { run, fault, latencyMs }: Decision,
  functionName: string,
  nowMs: number,
): string => {
  const { namespace, name, dimensions } = appliedMetric;
  const CloudWatchMetrics = [
    { Namespace: namespace, Dimensions: [dimensions], Metrics: [{ Name: name, Unit: 'Count' }] },
  ];
  const { exception, response } = fault;
  return JSON.stringify({
    _aws: { Timestamp: nowMs, CloudWatchMetrics },
    FunctionName: functionName,
    Run: run,
    [name]: 1,
    ...(latencyMs > 0 && { latencyMs }),
    ...(exception !== undefined && { exception }),
    ...(response !== undefined && { statusCode: response.statusCode }),
  });
};
