import { randomUUID } from 'node:crypto';
import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { settingsAt } from '../drivers/at-moto.ts';
import { makeInstance, makeNetwork } from '../drivers/ec2-scene.ts';
import { documentFor } from './support/a-document.ts';
import { type AtStage, openStage } from './support/stack.ts';

const app = `shop-${randomUUID().slice(0, 8)}`;
const ids: string[] = [];
let stage: AtStage;

const setAlarm = async (state: 'OK' | 'ALARM') => {
  const client = new CloudWatchClient(settingsAt(inject('moto')));
  const AlarmName = `${app}-5xx`;
  await client.send(
    new PutMetricAlarmCommand({
      ...{ AlarmName, Namespace: 'AWS/ApplicationELB', MetricName: 'HTTPCode_ELB_5XX_Count' },
      ...{ ComparisonOperator: 'GreaterThanThreshold', Threshold: 5, EvaluationPeriods: 1 },
      ...{ Period: 60, Statistic: 'Sum' },
    }),
  );
  await client.send(new SetAlarmStateCommand({ AlarmName, StateValue: state, StateReason: 'said so' }));
};

beforeAll(async () => {
  stage = await openStage();
  const ec2 = new EC2Client(settingsAt(inject('moto')));
  const network = await makeNetwork(ec2, app);
  for (let n = 0; n < 3; n += 1) ids.push(await makeInstance(ec2, network, app));
  await setAlarm('OK');
});
afterAll(() => stage.close());

test('a plan names real instances, and touches nothing, not even the table', async () => {
  const file = stage.write('plan.yml', documentFor(app));
  const { code, result, stderr } = await stage.run('plan', file, '--seed', 'tuesday');
  const again = await stage.run('plan', file, '--seed', 'tuesday');

  expect(code, stderr).toBe(0);
  expect(result).toMatchObject({ refusals: [], plan: { faults: [{ name: 'stop-one', fleet: 3 }] } });
  expect(again.result).toEqual(result);
  expect(ids.some((id) => stderr.includes(id))).toBe(true);
  expect(stderr).toContain('Nothing stands in the way. Nothing was touched.');
  // moto has no stack of ours, so nobody can say what its role may do.
  expect(result).toMatchObject({ alarms: [], missing: [], unknown: [expect.stringContaining('role FIS')] });
  const { client, name } = stage.table;
  expect((await client.send(new ScanCommand({ TableName: name }))).Items).toEqual([]);
});

test('an alarm on an instance that would be hit will probably go off, and a plan says so', async () => {
  const client = new CloudWatchClient(settingsAt(inject('moto')));
  for (const id of ids)
    await client.send(
      new PutMetricAlarmCommand({
        ...{ AlarmName: `${app}-busy-${id}`, Namespace: 'AWS/EC2', MetricName: 'CPUUtilization' },
        ...{ ComparisonOperator: 'GreaterThanThreshold', Threshold: 90, EvaluationPeriods: 1 },
        ...{ Period: 60, Statistic: 'Average', Dimensions: [{ Name: 'InstanceId', Value: id }] },
      }),
    );
  const { result, stderr } = await stage.run('plan', stage.write('plan.yml', documentFor(app)));

  const [hit] = ids.filter((id) => stderr.includes(`hits   ${id}`));
  expect(result.alarms).toEqual([`${app}-busy-${hit}`]);
  expect(stderr).toContain(`will probably go off: ${app}-busy-${hit}`);
});

test('an alarm that is loud, and consent that is missing, are refusals', async () => {
  await setAlarm('ALARM');
  const text = documentFor(app).replace('value: allowed', 'value: never');
  const { code, result } = await stage.run('plan', stage.write('refused.yml', text));
  await setAlarm('OK');

  expect(code).toBe(6);
  expect((result.refusals as { guard: string }[]).map(({ guard }) => guard).sort()).toEqual([
    'alarm',
    'consent',
  ]);
});
