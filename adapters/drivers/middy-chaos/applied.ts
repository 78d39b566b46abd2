import { type CloudWatchClient, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import { appliedMetric } from '../../../middleware/applied.ts';
import { longestMs } from '../../../middleware/decision.ts';
import { chunksOf } from '../chunks-of.ts';

/** Which of some functions say that they have acted on the flag of a fault, by CloudWatch's metrics. */
export const functionsThatActed = async (
  client: CloudWatchClient,
  functions: readonly string[],
  run: string,
  nowMs: number,
): Promise<readonly string[]> => {
  const acted = new Set<string>();
  // The metric is of this fault alone, so any time at which it may have been on will do.
  const range = { StartTime: new Date(nowMs - longestMs - hourMs), EndTime: new Date(nowMs + hourMs) };
  for (const chunk of chunksOf(functions, 500)) {
    const MetricDataQueries = chunk.map((name, n) => queryFor(`f${n}`, name, run));
    for await (const { MetricDataResults = [] } of paginateGetMetricData(
      { client },
      { ...range, MetricDataQueries },
    ))
      for (const { Id = '', Values = [] } of MetricDataResults)
        if (Values.some((value) => value > 0)) acted.add(chunk[Number(Id.slice(1))] ?? '');
  }
  return functions.filter((name) => acted.has(name));
};

const hourMs = 3_600_000;

const queryFor = (Id: string, name: string, run: string) => {
  const [FunctionName, Run] = appliedMetric.dimensions;
  const Dimensions = [
    { Name: FunctionName, Value: name },
    { Name: Run, Value: run },
  ];
  const Metric = { Namespace: appliedMetric.namespace, MetricName: appliedMetric.name, Dimensions };
  return { Id, MetricStat: { Metric, Stat: 'Sum', Period: hourMs / 1_000 } };
};
