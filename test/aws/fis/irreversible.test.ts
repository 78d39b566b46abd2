import { randomUUID } from 'node:crypto';
import {
  type AutoScalingClient,
  CreateAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  SetInstanceHealthCommand,
} from '@aws-sdk/client-auto-scaling';
import { CreateLaunchTemplateCommand, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { expect, inject, onTestFinished, test } from 'vitest';
import { lookAtInstances } from '../../../adapters/fis/looks/instances.ts';
import type { Fault } from '../../../core/experiment.ts';
import { irreversibleFaultContract } from '../../contracts/irreversible-fault-contract.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { sampleFault } from '../../contracts/samples.ts';
import { ec2Effects } from '../support/fis-effects.ts';
import { type RdsServer, startRdsServer } from '../support/fis-rds.ts';
import { fisDriverWorld, othersAt, ownersAt } from '../support/fis-world.ts';
import { startTaggingServer } from '../support/tagging-server.ts';

const owners = ownersAt(inject('moto'));
const { ec2, autoScaling } = owners;

const faultOn = (resourceType: string, action: string, parameters: Fault['parameters'] = {}): Fault => {
  const fault = sampleFault(action, parameters);
  return { ...fault, durationMs: 0, targets: { ...fault.targets, resourceType } };
};

/** A group of two; what replaces a lost one takes a while to be well, which moto's would not. */
const group = async (name = `drill-${randomUUID()}`, tags: Readonly<Record<string, string>> = {}) => {
  await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: name,
      LaunchTemplateData: { ImageId: 'ami-12c6146b', InstanceType: 't3.micro' },
    }),
  );
  await autoScaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: name,
      MinSize: 2,
      MaxSize: 2,
      DesiredCapacity: 2,
      LaunchTemplate: { LaunchTemplateName: name },
      AvailabilityZones: ['eu-west-1a'],
      Tags: Object.entries({ drill: name, ...tags }).map(([Key, Value]) => ({
        ...{ Key, Value },
        PropagateAtLaunch: true,
      })),
    }),
  );
  return name;
};

/** An instance of no group; the answer is its tag. */
const runOne = async (): Promise<string> => {
  const drill = randomUUID();
  await ec2.send(
    new RunInstancesCommand({
      ImageId: 'ami-12c6146b',
      MinCount: 1,
      MaxCount: 1,
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'drill', Value: drill }] }],
    }),
  );
  return drill;
};

const healthOf = async (scaling: AutoScalingClient, name: string, HealthStatus: 'Healthy' | 'Unhealthy') => {
  const { AutoScalingGroups = [] } = await scaling.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }),
  );
  for (const { InstanceId } of AutoScalingGroups[0]?.Instances ?? [])
    await scaling.send(new SetInstanceHealthCommand({ InstanceId, HealthStatus }));
};

irreversibleFaultContract('fis, instances terminated', async () => {
  const name = await group();
  const effects = ec2Effects(ec2);
  const terminate = effects['aws:ec2:terminate-instances'];
  if (terminate === undefined) throw new Error('no effect');
  const { driver, clock } = await fisDriverWorld(owners, {
    'aws:ec2:terminate-instances': {
      ...terminate,
      begin: async (arns, parameters) => {
        await terminate.begin(arns, parameters);
        await healthOf(autoScaling, name, 'Unhealthy');
      },
    },
  });
  const fault = faultOn('aws:ec2:instance', 'aws:ec2:terminate-instances');
  return {
    driver,
    now: () => clock.now(),
    irreversible: { ...fault, targets: { ...fault.targets, tags: { drill: name } } },
    heal: () => healthOf(autoScaling, name, 'Healthy'),
  };
});

irreversibleFaultContract("fis, a node group's instances terminated", async () => {
  const nodeGroup = `nodes-${randomUUID()}`;
  const name = await group(`eks-${nodeGroup}`, {
    'eks:cluster-name': 'shop',
    'eks:nodegroup-name': nodeGroup,
  });
  const arn = `arn:aws:eks:eu-west-1:123456789012:nodegroup/shop/${nodeGroup}/8cbf1a2b`;
  const tagging = await startTaggingServer([{ arn, tags: { app: 'web' } }]);
  onTestFinished(() => tagging.close());
  const terminate = ec2Effects(ec2)['aws:ec2:terminate-instances'];
  const action = 'aws:eks:terminate-nodegroup-instances';
  const { driver, clock } = await fisDriverWorld(
    { ...owners, others: { ...owners.others, tagging: othersAt(tagging.url).tagging } },
    {
      [action]: {
        parameters: ['instanceTerminationPercentage'],
        lastsMs: () => 0,
        begin: async () => {
          const tags = { 'eks:nodegroup-name': nodeGroup };
          const [one] = await lookAtInstances(ec2)({ tags });
          await terminate?.begin([one?.target.arn ?? ''], {});
          await healthOf(autoScaling, name, 'Unhealthy');
        },
      },
    },
  );
  return {
    driver,
    now: () => clock.now(),
    irreversible: faultOn('aws:eks:nodegroup', action, { instanceTerminationPercentage: '50' }),
    heal: () => healthOf(autoScaling, name, 'Healthy'),
  };
});

const rdsWorld = async (action: string, begin: (rds: RdsServer, nowMs: number) => void) => {
  const rds = await startRdsServer();
  onTestFinished(() => rds.close());
  const world = await fisDriverWorld(
    { ...owners, rds: ownersAt(rds.url).rds },
    {
      [action]: {
        parameters: ['forceFailover'],
        begin: async () => begin(rds, world.clock.now()),
        lastsMs: () => 0,
      },
    },
  );
  return { ...world, rds };
};

const reboot = 'aws:rds:reboot-db-instances';

irreversibleFaultContract('fis, a database rebooted with failover', async () => {
  const { driver, clock, rds } = await rdsWorld(reboot, ({ instances: [orders] }) => {
    if (orders) Object.assign(orders, { status: 'rebooting', zone: 'eu-west-1b', secondaryZone: undefined });
  });
  rds.instances.push({
    name: 'orders',
    status: 'available',
    zone: 'eu-west-1a',
    secondaryZone: 'eu-west-1b',
  });
  return {
    driver,
    now: () => clock.now(),
    irreversible: faultOn('aws:rds:db', reboot, { forceFailover: 'true' }),
    heal: async () => {
      const [orders] = rds.instances;
      if (orders) Object.assign(orders, { status: 'available', secondaryZone: 'eu-west-1a' });
    },
  };
});

irreversibleFaultContract('fis, a cluster failed over', async () => {
  const { driver, clock, rds } = await rdsWorld('aws:rds:failover-db-cluster', ({ instances: [x, y] }) => {
    if (x) Object.assign(x, { isWriter: false, status: 'rebooting' });
    if (y) y.isWriter = true;
  });
  rds.clusters.push({ name: 'shop', status: 'available' });
  rds.instances.push(
    { name: 'x', status: 'available', zone: 'eu-west-1a', cluster: 'shop', isWriter: true },
    { name: 'y', status: 'available', zone: 'eu-west-1b', cluster: 'shop' },
  );
  return {
    driver,
    now: () => clock.now(),
    irreversible: faultOn('aws:rds:cluster', 'aws:rds:failover-db-cluster'),
    heal: async () => {
      const [x] = rds.instances;
      if (x) x.status = 'available';
    },
  };
});

test('a reboot without failover is proven by what RDS has noted, when it is over before anybody looks', async () => {
  const { driver, clock, rds } = await rdsWorld(reboot, ({ events }, atMs) => {
    events.push({ name: 'orders', message: 'DB instance restarted', category: 'availability', atMs });
  });
  rds.instances.push({ name: 'orders', status: 'available', zone: 'eu-west-1a' });
  await clock.sleep(500);
  const note = { name: 'orders', message: 'DB instance restarted', category: 'availability' };
  rds.events.push({ ...note, atMs: clock.now() - 60_000 }, { ...note, atMs: clock.now() - 200 });
  const record = await recordOf(driver, faultOn('aws:rds:db', reboot), clock.now());
  expect(await driver.evidence(record)).toMatchObject({ present: 'no' });

  await driver.inject(record);

  expect(await driver.evidence(record)).toMatchObject({
    present: 'yes',
    level: 2,
    seen: expect.stringContaining('DB instance restarted'),
  });
});

test('a database with a standby is not restored while the standby is missing', async () => {
  const { driver, clock, rds } = await rdsWorld(reboot, () => {});
  rds.instances.push({
    name: 'orders',
    status: 'available',
    zone: 'eu-west-1a',
    secondaryZone: 'eu-west-1b',
  });
  const record = await recordOf(driver, faultOn('aws:rds:db', reboot), clock.now());

  Object.assign(rds.instances[0] ?? {}, { secondaryZone: undefined });

  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: false });
});

test.for([
  ['the cluster is failing over', 'failing-over', 'available'],
  ['a member is rebooting', 'available', 'rebooting'],
] as const)('a cluster is not restored while %s', async ([, status, member]) => {
  const { driver, clock, rds } = await rdsWorld('aws:rds:failover-db-cluster', () => {});
  const zone = 'eu-west-1a';
  rds.clusters.push({ name: 'shop', status: 'available' });
  rds.instances.push({ name: 'x', status: 'available', zone, cluster: 'shop', isWriter: true });
  rds.instances.push({ name: 'y', status: 'available', zone, cluster: 'shop' });
  const fault = faultOn('aws:rds:cluster', 'aws:rds:failover-db-cluster');
  const record = await recordOf(driver, fault, clock.now());
  expect(await driver.verify(record)).toMatchObject({ restored: true });

  Object.assign(rds.clusters[0] ?? {}, { status });
  Object.assign(rds.instances[1] ?? {}, { status: member });

  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: false });
});

test('what terminates an instance that nothing replaces is never restored, whatever other groups there are', async () => {
  await group();
  const { driver, clock } = await fisDriverWorld(owners, ec2Effects(ec2));
  const drill = await runOne();
  const fault = faultOn('aws:ec2:instance', 'aws:ec2:terminate-instances');
  const targets = { ...fault.targets, tags: { drill } };
  const record = await recordOf(driver, { ...fault, targets }, clock.now());
  await driver.inject(record);

  expect(await driver.verify(record)).toMatchObject({
    restored: false,
    seen: expect.stringContaining('nothing replaces it'),
  });
});

test('of a reboot of instances EC2 keeps no trace: FIS is the only witness, and its word is level 1', async () => {
  const drill = await runOne();
  const { driver, clock } = await fisDriverWorld(owners, ec2Effects(ec2));
  const fault = faultOn('aws:ec2:instance', 'aws:ec2:reboot-instances');
  const record = await recordOf(
    driver,
    { ...fault, targets: { ...fault.targets, tags: { drill } } },
    clock.now(),
  );
  expect(await driver.evidence(record)).toMatchObject({ present: 'no', level: 1 });

  await driver.inject(record);

  expect(await driver.evidence(record)).toMatchObject({ present: 'yes', level: 1 });
  expect(await driver.undo(record)).toMatchObject({ outcome: 'nothing-to-undo' });
  expect(await driver.verify(record)).toMatchObject({ restored: true });
});
