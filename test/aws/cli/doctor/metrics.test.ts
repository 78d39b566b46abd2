import { randomUUID } from 'node:crypto';
import { CloudWatchClient, PutMetricAlarmCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { expect, inject, test } from 'vitest';
import { alarms } from '../../../../cli/aws/doctor/alarms.ts';
import type { Asked } from '../../../../cli/aws/doctor/asked.ts';
import { metrics } from '../../../../cli/aws/doctor/metrics.ts';
import type { MetricProbe, Probe } from '../../../../core/experiment.ts';
import { anExperiment, ordersMetric } from '../../../support/an-experiment.ts';
import { settingsAt } from '../../drivers/at-moto.ts';

const settings = settingsAt(inject('moto'));
const cloudwatch = new CloudWatchClient(settings);

const asking = (...probes: readonly Probe[]): Asked => ({
  ...{
    settings,
    stage: 'dev',
    identity: { account: '123456789012', arn: 'arn:aws:iam::123456789012:user/ana' },
  },
  ...{ stack: undefined, deployed: undefined },
  experiment: anExperiment({ steadyState: { holdForMs: 30_000, probes } }),
});

/** Publishes a value half an hour ago, under a name of its own. */
const published = async (value: number): Promise<string> => {
  const namespace = `shop-${randomUUID()}`;
  const Timestamp = new Date(Date.now() - 30 * 60_000);
  const MetricData = [{ MetricName: 'Orders', Value: value, Timestamp }];
  await cloudwatch.send(new PutMetricDataCommand({ Namespace: namespace, MetricData }));
  return namespace;
};

const probeOf = (namespace: string, fields: Partial<MetricProbe> = {}): MetricProbe =>
  ordersMetric({
    metrics: { orders: { namespace, metric: 'Orders', dimensions: {}, stat: 'Sum' } },
    missingData: 'ignore',
    ...fields,
  });

test.for([
  ['whose data are good', 50, {}, 'ok', 'within its bounds'],
  ['that was out of its bounds', 3, {}, 'warn', 'out of its bounds in 1 of'],
] as const)('a metric probe %s', async ([, value, fields, level, found]) => {
  const probe = probeOf(await published(value), fields);

  expect(await metrics(asking(probe))).toMatchObject([
    { check: 'probe orders', level, found: expect.stringContaining(found) },
  ]);
});

test.for([
  ['breach', 'bad'],
  ['ignore', 'warn'],
  ['zero', 'warn'],
] as const)('a metric probe without any data, where that means %s, is %s', async ([missingData, level]) => {
  expect(await metrics(asking(probeOf('Nowhere', { missingData })))).toMatchObject([
    { level, found: expect.stringContaining('no data in the last hour') },
  ]);
});

test("a metric of AWS's own without dimensions is warned of", async () => {
  const found = await metrics(asking(probeOf('AWS/ApplicationELB')));

  expect(found).toMatchObject([
    { level: 'warn', found: expect.stringContaining('without dimensions') },
    { level: 'warn', found: expect.stringContaining('no data') },
  ]);
});

test('an alarm that takes missing data for good, and never had any, may never go off', async () => {
  const AlarmName = `shop-${randomUUID()}`;
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      ...{ AlarmName, Namespace: AlarmName, MetricName: 'Errors', Period: 60, Statistic: 'Sum' },
      ...{ ComparisonOperator: 'GreaterThanThreshold', Threshold: 5, EvaluationPeriods: 1 },
      TreatMissingData: 'notBreaching',
    }),
  );
  const found = await alarms(asking({ type: 'alarm', name: 'errors', alarm: AlarmName }));

  expect(found.map(({ level }) => level)).toContain('warn');
  expect(found.at(-1)?.found).toBe('no data in the last 3 h, which it takes for good (notBreaching)');
});
