import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { metricReadings } from '../../../adapters/cloudwatch/metric-readings.ts';
import type { MetricProbe } from '../../../core/experiment.ts';
import { judgeValue, probesOf } from '../../../core/judgement.ts';
import { bad, type Finding, ok, warn } from '../../finding.ts';
import { type Check, looking } from './asked.ts';

const lookedBackMs = 3_600_000;

/** Whether the metric probes of an experiment have data, and are within their bounds. */
export const metrics: Check = async ({ experiment, settings }) => {
  if (experiment === undefined) return [];
  const client = new CloudWatchClient(settings);
  const found = await Promise.all(
    probesOf(experiment.steadyState.probes, 'metric').map((probe) =>
      looking(`probe ${probe.name}`, () => look(client, probe)),
    ),
  ).finally(() => client.destroy());
  return found.flat();
};

const look = async (client: CloudWatchClient, probe: MetricProbe): Promise<readonly Finding[]> => {
  const check = `probe ${probe.name}`;
  const nowMs = Date.now();
  const points = await metricReadings(client).read(probe, nowMs - lookedBackMs, nowMs);
  const bare = Object.entries(probe.metrics).filter(
    ([, { namespace, dimensions }]) => namespace.startsWith('AWS/') && Object.keys(dimensions).length === 0,
  );
  const wrong = [
    ...bare.map(([id, { namespace, metric }]) =>
      warn(
        check,
        `${id} is ${namespace} ${metric} without dimensions, which hardly any service publishes`,
        'name the resource by its dimensions',
      ),
    ),
    ...judge(check, probe, points),
  ];
  return wrong.length > 0 ? wrong : [ok(check, 'within its bounds wherever it had data in the last hour')];
};

const judge = (
  check: string,
  probe: MetricProbe,
  points: Awaited<ReturnType<ReturnType<typeof metricReadings>['read']>>,
): readonly Finding[] => {
  if (points.every(({ value }) => value === undefined)) {
    const found = 'no data in the last hour';
    const todo = 'check namespace, metric and dimensions';
    return [
      probe.missingData === 'breach'
        ? bad(check, `${found}, which is a breach`, todo)
        : warn(check, found, todo),
    ];
  }
  const bads = points.filter((point) => judgeValue(probe, point)?.ok === false).length;
  return bads === 0
    ? []
    : [
        warn(
          check,
          `out of its bounds in ${bads} of ${points.length} periods of the last hour`,
          'see what a usual day is like',
        ),
      ];
};
