import { randomUUID } from 'node:crypto';
import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { EC2Client } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { settingsAt } from '../drivers/at-moto.ts';
import { makeInstance, makeNetwork } from '../drivers/ec2-scene.ts';
import { documentFor } from './support/a-document.ts';
import { type AtStage, openStage } from './support/stack.ts';

const app = `shop-${randomUUID().slice(0, 8)}`;
let stage: AtStage;

beforeAll(async () => {
  stage = await openStage();
  const settings = settingsAt(inject('moto'));
  const ec2 = new EC2Client(settings);
  const network = await makeNetwork(ec2, app);
  for (let n = 0; n < 3; n += 1) await makeInstance(ec2, network, app);
  await new CloudWatchClient(settings).send(
    new PutMetricAlarmCommand({
      ...{ AlarmName: `${app}-5xx`, Namespace: 'AWS/ApplicationELB', MetricName: 'HTTPCode_ELB_5XX_Count' },
      ...{ ComparisonOperator: 'GreaterThanThreshold', Threshold: 5, EvaluationPeriods: 2 },
      ...{ Period: 60, Statistic: 'Sum', TreatMissingData: 'notBreaching' },
    }),
  );
});
afterAll(() => stage.close());

const rulesOf = (lines: readonly Readonly<Record<string, unknown>>[]) =>
  lines.filter(({ type }) => type === 'finding').map(({ rule }) => rule);

test('with an account the linter counts the instances, and sees what the alarm watches', async () => {
  const file = stage.write('lint.yml', documentFor(app).replace('COUNT(1)', 'PERCENT(30)'));

  const alone = await stage.run('lint', file, '--lab');
  const { code, lines, stderr } = await stage.run('lint', file);

  expect(alone.code).toBe(2);
  expect(code, stderr).toBe(2);
  expect(rulesOf(lines)).toEqual(expect.arrayContaining(['too-few-targets', 'alarm-without-dimensions']));
  expect(stderr).toContain('30 % of 3 is less than one');
});

test('with an account it sees who has not consented', async () => {
  const file = stage.write('refused.yml', documentFor(app).replace('value: allowed', 'value: never'));

  const { lines } = await stage.run('lint', file);

  expect(rulesOf(lines)).toContain('consent-missing');
});
