import { CloudWatchClient, type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Command } from 'commander';
import { calling } from '../../adapters/aws/calling.ts';
import type { ClientSettings } from '../../adapters/aws/settings.ts';
import { wallClock } from '../../adapters/clock/wall-clock.ts';
import { namedAlarm } from '../../adapters/cloudwatch/alarm-name.ts';
import { keptIntegrations } from '../../adapters/ssm/integrations.ts';
import type { Experiment } from '../../core/experiment.ts';
import type { AlarmDefinition, LintContext, WatchedMetric } from '../../core/lint/context.ts';
import { alarmsOf, unmadeBy } from '../../core/lint/fleets.ts';
import { type AwsChoice, awsChoiceOf } from '../globals.ts';
import { fleets, orSaid } from '../lint-looks.ts';
import type { Output } from '../output.ts';
import { periodMs } from './doctor/alarm-findings.ts';
import { openAwsSession } from './session.ts';
import { settingsFor } from './settings.ts';
import { deployedStack, findStack } from './stack.ts';

/** What the linter may know of an account. What cannot be looked at is said so, and stays unknown. Nothing is changed. */
export const awsContext = async (
  command: Command,
  out: Output,
  experiment: Experiment,
): Promise<LintContext> => {
  const choice = awsChoiceOf(command);
  if (choice === undefined) return {};
  const settings = settingsFor(choice);
  const session = await openAwsSession(command, choice);
  try {
    const { faults } = await session.idle();
    const [seen, alarms, stack, integrations] = await Promise.all([
      fleets(out, faults, experiment),
      orSaid(out, 'the alarms', () => definitions(settings, experiment)),
      orSaid(out, 'the stack', () => ofStack(settings, choice)),
      orSaid(out, 'the integrations', () => integrationsOf(settings, choice)),
    ]);
    const region = settings.region ?? process.env.AWS_REGION;
    return {
      ...{ unmade: unmadeBy(faults, experiment), fleets: seen, ...stack },
      ...(region && { region }),
      ...(alarms && { alarms }),
      ...(integrations && { integrations }),
    };
  } finally {
    session.close();
  }
};

const ofStack = async (settings: ClientSettings, choice: AwsChoice): Promise<LintContext> => {
  const { table, bucket, machines } = await findStack(settings, choice);
  const deployed = await deployedStack(settings, choice.stage);
  const [, , , region = '', account = ''] = machines.experiment.split(':');
  const tableArn = `arn:aws:dynamodb:${region}:${account}:table/${table}`;
  return {
    own: { arns: [tableArn, `arn:aws:s3:::${bucket}`, ...Object.values(machines)] },
    ...(deployed && { fisLogs: deployed.parameters.FisLogs !== 'off' }),
  };
};

const integrationsOf = async (settings: ClientSettings, { stage }: AwsChoice) => {
  const client = new SSMClient(settings);
  const read = keptIntegrations(client, `/firedrill/${stage}/integrations`, wallClock);
  return (await read().finally(() => client.destroy())).integrations;
};

const definitions = async (
  settings: ClientSettings,
  experiment: Experiment,
): Promise<ReadonlyMap<string, AlarmDefinition>> => {
  const asked = alarmsOf(experiment);
  if (asked.length === 0) return new Map();
  const client = new CloudWatchClient(settings);
  const names = [...new Set(asked.map((one) => namedAlarm(one).name))];
  const found = new Map<string, AlarmDefinition>();
  await calling('describe the alarms', async () => {
    for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, { AlarmNames: names }))
      for (const alarm of MetricAlarms) found.set(alarm.AlarmName ?? '', definition(alarm));
  }).finally(() => client.destroy());
  return new Map(
    asked.flatMap((one) => {
      const alarm = found.get(namedAlarm(one).name);
      return alarm ? [[one, alarm]] : [];
    }),
  );
};

const definition = (alarm: MetricAlarm): AlarmDefinition => {
  const { EvaluationPeriods = 1, DatapointsToAlarm = EvaluationPeriods } = alarm;
  return {
    metrics: metricsOf(alarm),
    treatMissingData: treatments[alarm.TreatMissingData ?? 'missing'] ?? 'missing',
    detectionMs: periodMs(alarm) * DatapointsToAlarm,
  };
};

const treatments: Readonly<Record<string, AlarmDefinition['treatMissingData']>> = {
  ...{ breaching: 'breaching', notBreaching: 'notBreaching', ignore: 'ignore' },
};

const metricsOf = ({
  Metrics = [],
  Namespace,
  MetricName,
  Dimensions,
}: MetricAlarm): readonly WatchedMetric[] =>
  [...Metrics.map(({ MetricStat }) => MetricStat?.Metric), { Namespace, MetricName, Dimensions }].flatMap(
    (metric) =>
      metric?.Namespace === undefined || metric.MetricName === undefined
        ? []
        : {
            namespace: metric.Namespace,
            metric: metric.MetricName,
            dimensions: Object.fromEntries(
              (metric.Dimensions ?? []).map(({ Name = '', Value = '' }) => [Name, Value]),
            ),
          },
  );
