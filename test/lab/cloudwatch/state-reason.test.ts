import { expect, test } from 'vitest';
import { parseMetricExpression } from '../../../core/documents/metric-expression.ts';
import type { AlarmConfiguration, AlarmState } from '../../../lab/cloudwatch/alarm.ts';
import { alarmEventDetail } from '../../../lab/cloudwatch/alarm-event.ts';
import { type Datapoint, stateReason, stateReasonData } from '../../../lab/cloudwatch/state-reason.ts';

// The samples of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html

const treeOf = (text: string) => {
  const parsed = parseMetricExpression(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value.tree;
};

const dimensions = { InstanceId: 'i-12345678901234567' };
const cpu: AlarmConfiguration = {
  alarmName: 'ServerCpuTooHigh',
  description: 'Goes into alarm when server CPU utilization is too high!',
  expression: treeOf('m1'),
  metrics: { m1: { namespace: 'AWS/EC2', metric: 'CPUUtilization', dimensions, stat: 'Average' } },
  periodMs: 300_000,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  comparisonOperator: 'GreaterThanThreshold',
  threshold: 50,
  treatMissingData: 'missing',
  tags: {},
};

const at = (time: string, value: number | undefined): Datapoint => ({
  window: { fromMs: Date.parse(time), toMs: Date.parse(time) + 300_000 },
  value,
});

test.each<[Partial<AlarmConfiguration>, AlarmState, AlarmState, readonly Datapoint[], string]>([
  [
    {},
    'OK',
    'ALARM',
    [at('2019-10-02T16:59:00Z', 99.50160229693434)],
    'Threshold Crossed: 1 out of the last 1 datapoints [99.50160229693434 (02/10/19 16:59:00)] was greater than the threshold (50.0) (minimum 1 datapoint for OK -> ALARM transition).',
  ],
  [
    {},
    'ALARM',
    'OK',
    [at('2019-10-01T13:46:00Z', 0.0666851903306472)],
    'Threshold Crossed: 1 out of the last 1 datapoints [0.0666851903306472 (01/10/19 13:46:00)] was not greater than the threshold (50.0) (minimum 1 datapoint for ALARM -> OK transition).',
  ],
  [
    { evaluationPeriods: 3, datapointsToAlarm: 2 },
    'OK',
    'ALARM',
    [at('2019-10-01T13:00:00Z', 60), at('2019-10-01T13:05:00Z', 20), at('2019-10-01T13:10:00Z', 70)],
    'Threshold Crossed: 3 out of the last 3 datapoints [70.0 (01/10/19 13:10:00), 20.0 (01/10/19 13:05:00), 60.0 (01/10/19 13:00:00)] were greater than the threshold (50.0) (minimum 2 datapoints for OK -> ALARM transition).',
  ],
  [
    { treatMissingData: 'breaching' },
    'OK',
    'ALARM',
    [at('2019-10-01T13:00:00Z', undefined)],
    'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [Breaching].',
  ],
  [
    {},
    'OK',
    'INSUFFICIENT_DATA',
    [at('2019-10-01T13:00:00Z', undefined)],
    'Insufficient Data: 1 datapoint was unknown.',
  ],
])('the reason is in CloudWatch’s words (%j, %s to %s)', (change, previous, state, range, reason) => {
  expect(stateReason({ ...cpu, ...change }, previous, state, range)).toBe(reason);
});

test('the data of the reason are those of the sample', () => {
  const range = [at('2019-10-02T16:59:00Z', 99.50160229693434)];
  const data = JSON.parse(stateReasonData(cpu, range, Date.parse('2019-10-02T17:04:40.985Z')));
  expect(data).toMatchObject({
    version: '1.0',
    queryDate: '2019-10-02T17:04:40.985+0000',
    startDate: '2019-10-02T16:59:00.000+0000',
    statistic: 'Average',
    period: 300,
    recentDatapoints: [99.50160229693434],
    threshold: 50,
  });
});

test('the event of a metric math alarm has the expression and what it reads', () => {
  const network = (metric: string) => ({ namespace: 'AWS/EC2', metric, dimensions, stat: 'Maximum' });
  const configuration: AlarmConfiguration = {
    ...cpu,
    alarmName: 'TotalNetworkTrafficTooHigh',
    description: 'Goes into alarm if total network traffic exceeds 10Kb',
    expression: treeOf('SUM(METRICS())'),
    metrics: { m1: network('NetworkIn'), m2: network('NetworkOut') },
  };
  const record = { state: 'OK', reason: 'fine', atMs: 0 } as const;
  const { configuration: told } = alarmEventDetail({ configuration, previous: record, current: record });
  const stat = (id: string, name: string) => ({
    id,
    metricStat: { metric: { dimensions, name, namespace: 'AWS/EC2' }, period: 300, stat: 'Maximum' },
    returnData: false,
  });
  expect(told).toEqual({
    description: 'Goes into alarm if total network traffic exceeds 10Kb',
    metrics: [
      { id: 'expression', expression: 'SUM(METRICS())', returnData: true },
      stat('m1', 'NetworkIn'),
      stat('m2', 'NetworkOut'),
    ],
  });
  const data = JSON.parse(stateReasonData(configuration, [at('2019-10-02T17:10:00Z', 45628)], 0));
  expect(data).not.toHaveProperty('statistic');
});
