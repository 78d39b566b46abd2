import { type CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { WrongAsAsked } from '../../core/errors.ts';
import type { MetricProbe } from '../../core/experiment.ts';
import type { Alarms, TemporaryAlarm } from '../../core/ports.ts';
import { calling } from '../aws/calling.ts';
import { probeQueries } from './metric-queries.ts';
import { describesRun } from './temporary-alarms.ts';

/** Makes a probe's temporary alarm: one alarm per bound, because CloudWatch's static thresholds have one side. */
export const putTemporaryAlarms = (client: CloudWatchClient): Pick<Alarms, 'putTemporary'> => ({
  putTemporary: async (alarm) => {
    mustBePeriodOfAlarms(alarm.probe);
    for (const one of sides(alarm))
      await calling(`put alarm ${one.AlarmName}`, () =>
        client.send(new PutMetricAlarmCommand({ ...common(alarm), ...one })),
      );
  },
});

const common = ({ runId, probe }: TemporaryAlarm) => ({
  AlarmDescription: `${describesRun(runId)}probe ${probe.name}`,
  Metrics: probeQueries(probe).queries,
  EvaluationPeriods: probe.tolerance.of,
  DatapointsToAlarm: probe.tolerance.breaches,
  // The event of its change is guaranteed by itself; nobody is to be paged by it.
  ActionsEnabled: false,
  Tags: [{ Key: 'firedrill:run', Value: runId }],
});

// Bounds are inclusive: what equals one is still good.
const sides = ({ name, probe }: TemporaryAlarm) => {
  const { max, min } = probe.bounds;
  const above = max !== undefined && {
    AlarmName: name,
    ComparisonOperator: 'GreaterThanThreshold' as const,
    Threshold: max,
    TreatMissingData: missing(probe, max < 0),
  };
  const below = min !== undefined && {
    AlarmName: max === undefined ? name : `${name}-min`,
    ComparisonOperator: 'LessThanThreshold' as const,
    Threshold: min,
    TreatMissingData: missing(probe, min > 0),
  };
  return [above, below].filter((side) => side !== false);
};

// CloudWatch's own `ignore` would leave an alarm without data where it is, which at first is not OK.
const missing = ({ missingData }: MetricProbe, zeroBreaches: boolean): 'breaching' | 'notBreaching' =>
  missingData === 'breach' || (missingData === 'zero' && zeroBreaches) ? 'breaching' : 'notBreaching';

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
const mustBePeriodOfAlarms = ({ name, periodMs }: MetricProbe): void => {
  if ([10_000, 20_000, 30_000].includes(periodMs) || periodMs % 60_000 === 0) return;
  throw new WrongAsAsked(
    `Probe ${name} has a period of ${periodMs / 1_000} s, and CloudWatch has no alarms of that period: write PT10S, PT20S, PT30S or whole minutes`,
  );
};
