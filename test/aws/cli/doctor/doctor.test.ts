import { randomUUID } from 'node:crypto';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchClient,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { EC2Client } from '@aws-sdk/client-ec2';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { DeleteParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { calendarCopyWriter } from '../../../../adapters/dynamodb/calendar-copies.ts';
import { stackName } from '../../../../cli/aws/stack.ts';
import type { Finding } from '../../../../cli/finding.ts';
import type { Conclusion } from '../../../../core/run.ts';
import { anExperiment } from '../../../support/an-experiment.ts';
import { settingsAt } from '../../drivers/at-moto.ts';
import { makeInstance, makeNetwork } from '../../drivers/ec2-scene.ts';
import { wholeExperiments, wholeRuns } from '../../dynamodb/whole-ports.ts';
import { documentFor } from '../support/a-document.ts';
import { type AtStage, openStage } from '../support/stack.ts';

const app = `shop-${randomUUID().slice(0, 8)}`;
const settings = settingsAt(inject('moto'));
let stage: AtStage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const doctor = async (...args: readonly string[]) => {
  const { code, lines, result, stderr } = await stage.run('doctor', ...args);
  const of = (check: string) => lines.filter((line) => line.check === check) as unknown[] as Finding[];
  return { code, of, result, stderr };
};

test('where the environment gives the parts of a stack, what only its description says is unknown', async () => {
  const { code, of, result, stderr } = await doctor();

  expect(code).toBe(0);
  expect(of('stack')).toMatchObject([{ level: 'ok' }]);
  expect(of('fis-role')).toMatchObject([{ level: 'unknown' }]);
  expect(of('notices')).toMatchObject([{ level: 'unknown' }]);
  expect(result.unknown).toBeGreaterThan(1);
  expect(stderr).toContain('could not be looked at');
  expect(stderr).not.toContain('Nothing stands in the way.');
});

test('who asks, and the parts of the stack, are named', async () => {
  const { of } = await doctor();

  expect(of('credentials')[0]?.found).toMatch(/^arn:aws:.*account \d{12}$/);
  expect(of('table')).toMatchObject([{ level: 'ok', found: stage.table.name }]);
  expect(of('bucket')).toMatchObject([{ level: 'ok', found: stage.bucket }]);
  expect(of('experiment machine')).toMatchObject([{ level: 'ok' }]);
  expect(of('gameday machine')).toMatchObject([{ level: 'ok' }]);
  expect(of('runs')).toMatchObject([{ level: 'ok', found: 'none is open' }]);
  expect(of('fis')).toMatchObject([{ found: expect.stringContaining('of 5 FIS experiments are active') }]);
});

test('parts that are gone are bad', async () => {
  const env = {
    FIREDRILL_TABLE: 'gone-table',
    FIREDRILL_BUCKET: `gone-${app}`,
    FIREDRILL_EXPERIMENT_MACHINE: 'arn:aws:states:eu-west-1:123456789012:stateMachine:gone',
  };
  const { code, lines } = await stage.start(['doctor'], { env }).ended;
  const level = (check: string) => lines.find((line) => line.check === check)?.level;

  expect(code).toBe(1);
  expect(['table', 'bucket', 'experiment machine'].map(level)).toEqual(['bad', 'bad', 'bad']);
});

test('a run that is not verified restored makes doctor exit with 5', async () => {
  const experiment = await wholeExperiments(stage.table).put(anExperiment());
  const conclusion: Conclusion = {
    ...{ hypothesis: 'held', restoration: 'unverified', reasons: ['nobody knows'] },
    ...{ measures: {}, exitCode: 5 },
  };
  await wholeRuns(stage.table).create({
    ...{ runId: 'run-bad', experiment, trigger: { kind: 'cli', actor: 'ana' }, seed: 's', epoch: 0 },
    ...{ state: 'verifying', createdAtMs: 1, conclusion },
  });
  const { code, of } = await doctor();
  await wholeRuns(stage.table).update('run-bad', {}, { state: 'closed' });

  expect(code).toBe(5);
  expect(of('restoration')).toMatchObject([{ level: 'bad', found: expect.stringContaining('nobody knows') }]);
});

test('an experiment whose alarm and targets are missing is told so', async () => {
  const { code, of } = await doctor(stage.write('nothing.yml', documentFor(`none-${app}`)));

  expect(code).toBe(1);
  expect(of(`alarm none-${app}-5xx`)).toMatchObject([{ level: 'bad' }]);
  expect(of('fault stop-one')).toMatchObject([{ level: 'bad', found: 'nothing is found that it could hit' }]);
});

test('an alarm with data that can go off, and targets that consent, are ok', async () => {
  const cloudwatch = new CloudWatchClient(settings);
  const AlarmName = `${app}-5xx`;
  const metric = { Namespace: app, MetricName: 'Errors' };
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      ...{ AlarmName, ...metric, Dimensions: [{ Name: 'App', Value: app }], Period: 60, Statistic: 'Sum' },
      ...{ ComparisonOperator: 'GreaterThanThreshold', Threshold: 5, EvaluationPeriods: 1 },
    }),
  );
  await cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'OK', StateReason: 'calm' }));
  const Timestamp = new Date(Date.now() - 10 * 60_000);
  const datum = { MetricName: 'Errors', Dimensions: [{ Name: 'App', Value: app }], Value: 0, Timestamp };
  await cloudwatch.send(new PutMetricDataCommand({ Namespace: app, MetricData: [datum] }));
  const ec2 = new EC2Client(settings);
  const network = await makeNetwork(ec2, app);
  await makeInstance(ec2, network, app);
  const whole = await doctor(stage.write('whole.yml', documentFor(app)));
  const refusing = await doctor(
    stage.write('refusing.yml', documentFor(app).replace('value: allowed', 'value: never')),
  );

  expect(whole.of(`alarm ${AlarmName}`)).toMatchObject([{ level: 'ok' }]);
  expect(whole.of('fault stop-one')).toMatchObject([{ level: 'ok' }]);
  expect(refusing.of('fault stop-one')).toMatchObject([
    { level: 'bad', found: expect.stringContaining('lacks the tag firedrill:consent=never') },
  ]);
});

test('of a stack that is described, the FIS role, the topic, the consent tag and the alarm prefix are looked at', async () => {
  const name = `s${randomUUID().slice(0, 8)}`;
  const { TopicArn } = await new SNSClient(settings).send(new CreateTopicCommand({ Name: name }));
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        ...{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'fis.amazonaws.com' } },
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
      },
    ],
  });
  const { Role } = await new IAMClient(settings).send(
    new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument }),
  );
  const outputs = { FisRoleArn: Role?.Arn, NoticesTopic: TopicArn, ConsentTag: 'chaos=yes' };
  const TemplateBody = JSON.stringify({
    Parameters: {
      ReserveConcurrency: { Type: 'String', Default: 'off' },
      AlarmPrefix: { Type: 'String', Default: 'prod-' },
    },
    Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
    Outputs: Object.fromEntries(Object.entries(outputs).map(([key, Value]) => [key, { Value }])),
  });
  await new CloudFormationClient(settings).send(
    new CreateStackCommand({ StackName: stackName(name), TemplateBody }),
  );
  const { of } = await doctor(stage.write('described.yml', documentFor(app)), '--stage', name);

  expect(of('stack')).toMatchObject([{ level: 'ok', found: `firedrill-${name} is CREATE_COMPLETE` }]);
  expect(of('fis-role')).toMatchObject([{ level: 'ok' }]);
  expect(of('notices')).toMatchObject([{ level: 'warn' }]);
  expect(of('concurrency').map(({ level }) => level)).not.toContain('ok');
  expect(of('consent tag')).toMatchObject([{ level: 'bad', found: expect.stringContaining('chaos=yes') }]);
  expect(of(`alarm ${app}-5xx`)).toMatchObject([{ level: 'bad', found: expect.stringContaining('prod-') }]);
});

test('a calendar that the stage names, and nobody has fetched, refuses runs, and so is bad', async () => {
  const { name, told } = {
    name: `freeze-${randomUUID().slice(0, 8)}`,
    told: '/firedrill/test/guards',
  };
  const ssm = new SSMClient(settings);
  const calendars = { [name]: { from: 'https://calendars.example.com/freeze.ics' } };
  await ssm.send(
    new PutParameterCommand({
      Name: told,
      Type: 'String',
      Value: JSON.stringify({ calendars }),
      Overwrite: true,
    }),
  );
  const before = await doctor();
  expect(before.of('calendars')).toMatchObject([
    { level: 'bad', found: expect.stringContaining('never been fetched') },
  ]);

  const nowMs = Date.now();
  const copy = { fetchedAtMs: nowMs, fromMs: nowMs, untilMs: nowMs + 1, events: [] };
  await calendarCopyWriter(stage.table).put(name, copy);
  expect((await doctor()).of('calendars')).toMatchObject([{ level: 'ok' }]);
  await ssm.send(new DeleteParameterCommand({ Name: told }));
});
