import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { lookAtTablePolicies } from '../../../adapters/fis/looks/table-policies.ts';
import { tracesOf } from '../../../adapters/fis/looks/traces.ts';
import type { FaultRecord } from '../../../core/run.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { sampleFault } from '../../contracts/samples.ts';
import { stoppingRecord } from '../support/fis-record.ts';
import { fisDriverWorld, othersAt, ownersAt } from '../support/fis-world.ts';
import { JsonRefusal, startJsonServer } from '../support/json-server.ts';
import { startTaggingServer } from '../support/tagging-server.ts';
import { startXmlServer } from '../support/xml-server.ts';

const dead = ownersAt('http://127.0.0.1:9');
const sentAtMs = Date.parse('2026-11-23T10:00:00Z');

const recordOn = (action: string, arns: readonly string[]): FaultRecord =>
  stoppingRecord(0, {
    action,
    intendedAtMs: sentAtMs,
    targets: arns.map((arn) => ({
      arn,
      label: arn.slice(arn.lastIndexOf('/') + 1),
      tags: {},
      containers: [],
    })),
  });

const ec2Arn = (resource: string) => `arn:aws:ec2:eu-west-1:123456789012:${resource}`;

const wordsOf = async (record: FaultRecord, url: string) => [
  ...(await tracesOf({ ...ownersAt(url), others: othersAt(url) }, record)).values(),
];

test('a Spot Instance that an experiment interrupts is told by its request, and no other is', async () => {
  const request = (id: string, code: string) =>
    `<item><instanceId>${id}</instanceId><status><code>${code}</code></status></item>`;
  const ec2 = await startXmlServer({
    DescribeSpotInstanceRequests: () =>
      `<spotInstanceRequestSet>${request('i-1', 'marked-for-stop-by-experiment')}${request('i-2', 'fulfilled')}${request('i-9', 'instance-terminated-by-experiment')}</spotInstanceRequestSet>`,
  });
  onTestFinished(() => ec2.close());
  const record = recordOn('aws:ec2:send-spot-instance-interruptions', [
    ec2Arn('instance/i-1'),
    ec2Arn('instance/i-2'),
  ]);

  expect(await wordsOf(record, ec2.url)).toEqual(['i-1: marked-for-stop-by-experiment']);
  expect(ec2.asked[0]?.get('Filter.1.Value.2')).toBe('i-2');
});

test('a volume whose input and output EC2 finds impaired is told, and one that it does not check is not', async () => {
  const status = (id: string, word: string) =>
    `<item><volumeId>${id}</volumeId><volumeStatus><status>ok</status><details>
      <item><name>io-enabled</name><status>passed</status></item><item><name>io-performance</name><status>${word}</status></item>
    </details></volumeStatus></item>`;
  const ec2 = await startXmlServer({
    DescribeVolumeStatus: () =>
      `<volumeStatusSet>${status('vol-1', 'stalled')}${status('vol-2', 'not-applicable')}${status('vol-3', 'normal')}</volumeStatusSet>`,
  });
  onTestFinished(() => ec2.close());
  const arns = ['vol-1', 'vol-2', 'vol-3'].map((id) => ec2Arn(`volume/${id}`));

  expect(await wordsOf(recordOn('aws:ebs:pause-volume-io', arns), ec2.url)).toEqual([
    'vol-1: input and output stalled',
  ]);
});

test('a volume is not whole while EC2 finds it impaired, though FIS has ended', async () => {
  let word = 'stalled';
  const ec2 = await startXmlServer({
    DescribeVolumeStatus: () =>
      `<volumeStatusSet><item><volumeId>vol-1</volumeId><volumeStatus><details><item><name>io-performance</name><status>${word}</status></item></details></volumeStatus></item></volumeStatusSet>`,
  });
  onTestFinished(() => ec2.close());
  const { driver } = await fisDriverWorld(ownersAt(ec2.url), {});
  const record = recordOn('aws:ebs:pause-volume-io', [ec2Arn('volume/vol-1')]);
  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: false });

  word = 'normal';

  expect(await driver.verify(record)).toMatchObject({ restored: true });
});

test('a trace on one of two targets is no proof of both, and FIS is asked', async () => {
  const ec2 = await startXmlServer({
    DescribeVolumeStatus: () =>
      `<volumeStatusSet><item><volumeId>vol-1</volumeId><volumeStatus><details><item><name>io-performance</name><status>stalled</status></item></details></volumeStatus></item></volumeStatusSet>`,
  });
  onTestFinished(() => ec2.close());
  const action = 'aws:ebs:pause-volume-io';
  const { driver } = await fisDriverWorld(ownersAt(ec2.url), {
    [action]: { parameters: ['duration'], begin: async () => {}, lastsMs: () => 120_000 },
  });
  const record = {
    ...recordOn(
      action,
      ['vol-1', 'vol-2'].map((id) => ec2Arn(`volume/${id}`)),
    ),
    parameters: {},
  };
  expect(await driver.evidence(record)).toMatchObject({ present: 'no', level: 1 });

  await driver.inject(record);

  expect(await driver.evidence(record)).toMatchObject({
    present: 'yes',
    level: 1,
    seen: expect.stringMatching(/^FIS says: .*; vol-1: input and output stalled$/),
  });
});

test('a group that finds no capacity says so in its activities, of which only those since the fault count', async () => {
  const activity = (time: string, words: string) =>
    `<member><ActivityId>1</ActivityId><AutoScalingGroupName>web</AutoScalingGroupName><Cause>c</Cause><StartTime>${time}</StartTime><StatusCode>Failed</StatusCode><StatusMessage>${words}</StatusMessage></member>`;
  let activities = '';
  const autoScaling = await startXmlServer({
    DescribeScalingActivities: () => `<Activities>${activities}</Activities>`,
  });
  onTestFinished(() => autoScaling.close());
  const action = 'aws:ec2:asg-insufficient-instance-capacity-error';
  const group = 'arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:u:autoScalingGroupName/web';
  const words = () => wordsOf(recordOn(action, [group]), autoScaling.url);
  const refusal = 'We currently do not have sufficient capacity: InsufficientInstanceCapacity';

  activities = activity('2026-11-23T09:59:00Z', refusal);
  expect(await words()).toEqual([]);
  activities = activity('2026-11-23T10:01:00Z', refusal) + activities;
  expect(await words()).toEqual([`web: "${refusal}"`]);
});

test("a table's replication is paused while FIS's statements are in its policy", async () => {
  const tables: Record<string, string | undefined> = {
    paused: '{"Statement":[{"Sid":"DoNotModifyFisDynamoDbPauseReplicationEXP1"}]}',
    other: '{"Statement":[{"Sid":"OnlyFromOurNetwork"}]}',
  };
  const dynamodb = await startJsonServer({
    GetResourcePolicy: ({ ResourceArn }) => {
      const name = String(ResourceArn).split('/')[1] ?? '';
      if (name === 'gone') throw new JsonRefusal('ResourceNotFoundException');
      const { [name]: Policy } = tables;
      if (Policy === undefined) throw new JsonRefusal('PolicyNotFoundException');
      return { Policy };
    },
  });
  onTestFinished(() => dynamodb.close());
  const look = lookAtTablePolicies(await othersAt(dynamodb.url).dynamodb());
  const arnOf = (name: string) => `arn:aws:dynamodb:eu-west-1:123456789012:table/${name}`;

  const found = await look({ arns: ['paused', 'other', 'plain', 'gone'].map(arnOf) });

  expect(found.map(({ target, state }) => [target.label, state.paused])).toEqual([
    ['paused', true],
    ['other', false],
    ['plain', false],
  ]);
});

test('a pause is there with its statement, and over without it', async () => {
  const arn = `arn:aws:dynamodb:eu-west-1:123456789012:table/orders-${randomUUID()}`;
  let Policy: string | undefined;
  const dynamodb = await startJsonServer({
    GetResourcePolicy: () => {
      if (Policy === undefined) throw new JsonRefusal('PolicyNotFoundException');
      return { Policy };
    },
  });
  const tagging = await startTaggingServer([{ arn, tags: { app: 'web' } }]);
  onTestFinished(() => Promise.all([dynamodb.close(), tagging.close()]).then(() => {}));
  const action = 'aws:dynamodb:global-table-pause-replication';
  const { driver, clock } = await fisDriverWorld(
    {
      ...dead,
      others: {
        ...dead.others,
        dynamodb: othersAt(dynamodb.url).dynamodb,
        tagging: othersAt(tagging.url).tagging,
      },
    },
    {
      [action]: {
        parameters: ['duration'],
        lastsMs: () => 120_000,
        begin: async () => {
          Policy = 'DoNotModifyFisDynamoDbPauseReplicationEXP1';
        },
        end: async () => {
          Policy = undefined;
        },
      },
    },
  );
  const fault = sampleFault(action, { duration: 'PT2M' });
  const record = await recordOf(
    driver,
    { ...fault, targets: { ...fault.targets, resourceType: 'aws:dynamodb:global-table' } },
    clock.now(),
  );

  await driver.inject(record);
  expect(await driver.evidence(record)).toMatchObject({ present: 'yes', level: 2 });
  expect(await driver.verify(record)).toMatchObject({ restored: false });
  expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });
  expect(await driver.verify(record)).toMatchObject({ restored: true });
});
