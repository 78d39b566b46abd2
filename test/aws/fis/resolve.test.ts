import { randomUUID } from 'node:crypto';
import { CreateAutoScalingGroupCommand } from '@aws-sdk/client-auto-scaling';
import {
  CreateLaunchTemplateCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  RunInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { CreateDBClusterCommand, CreateDBInstanceCommand } from '@aws-sdk/client-rds';
import { expect, inject, test } from 'vitest';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { fisResolve } from '../../../adapters/fis/resolve.ts';
import { fisSnapshot } from '../../../adapters/fis/snapshot.ts';
import { NotFound } from '../../../core/errors.ts';
import type { Fault, Targets } from '../../../core/experiment.ts';
import { actionOf as labActionOf } from '../../../lab/adapters/actions.ts';
import { sampleFault } from '../../contracts/samples.ts';
import { ownersAt } from '../support/fis-world.ts';

const owners = ownersAt(inject('moto'));
const { ec2, rds, autoScaling } = owners;
const { resolve } = fisResolve(owners);
const { snapshot } = fisSnapshot(owners);

const faultOn = (action: string, targets: Partial<Targets>): Fault => {
  const { tags: _, ...fault } = sampleFault(action).targets;
  const resourceType = fisDriver.facts(action)?.resourceType ?? '';
  return { ...sampleFault(action), targets: { ...fault, resourceType, ...targets } };
};

const stop = 'aws:ec2:stop-instances';

const run = async (count: number, tags: Readonly<Record<string, string>>, SubnetId?: string) => {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: 'ami-12c6146b',
      MinCount: count,
      MaxCount: count,
      TagSpecifications: [{ ResourceType: 'instance', Tags }],
      ...(SubnetId && { SubnetId }),
    }),
  );
  return Instances.flatMap(({ InstanceId }) => InstanceId ?? []);
};

const labels = async (fault: Fault) => (await resolve(fault)).map(({ arn }) => arn.split('/')[1]);

test('instances are found by all their tags, with what contains them, and come in the order of their ARNs', async () => {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock: '10.0.1.0/24' }));
  const drill = randomUUID();
  const ids = await run(3, { drill, chaos: 'yes' }, Subnet?.SubnetId);
  await run(1, { drill, chaos: 'no' });

  const found = await resolve(faultOn(stop, { tags: { drill, chaos: 'yes' } }));

  const arn = (resource: string) => `arn:aws:ec2:eu-west-1:123456789012:${resource}`;
  expect(found.map((target) => target.arn)).toEqual(ids.map((id) => arn(`instance/${id}`)).sort());
  expect(found[0]).toMatchObject({
    label: expect.stringMatching(/^i-\w+ \(eu-west-1\w\)$/),
    zone: expect.stringContaining('eu-west-1'),
    tags: { drill, chaos: 'yes' },
    containers: [arn(`subnet/${Subnet?.SubnetId}`), arn(`vpc/${Vpc?.VpcId}`)],
  });
});

test('an instance of an auto-scaling group is contained by it', async () => {
  const name = `drill-${randomUUID()}`;
  await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: name,
      LaunchTemplateData: { ImageId: 'ami-12c6146b' },
    }),
  );
  await autoScaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: name,
      MinSize: 1,
      MaxSize: 1,
      LaunchTemplate: { LaunchTemplateName: name },
      AvailabilityZones: ['eu-west-1a'],
      Tags: [{ Key: 'drill', Value: name, PropagateAtLaunch: true }],
    }),
  );

  const [target] = await resolve(faultOn(stop, { tags: { drill: name } }));

  expect(target?.containers[0]).toMatch(new RegExp(`:autoScalingGroup:.*autoScalingGroupName/${name}$`));
});

test('an instance that has ended is no candidate, though EC2 lists it still', async () => {
  const drill = randomUUID();
  const [kept, ended] = await run(2, { drill });
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [ended ?? ''] }));

  expect(await labels(faultOn(stop, { tags: { drill } }))).toEqual([kept]);
});

test('filters lead into what EC2 describes; the values of one are alternatives, several are all to hold', async () => {
  const drill = randomUUID();
  const [stopped, running] = await run(2, { drill });
  await ec2.send(new StopInstancesCommand({ InstanceIds: [stopped ?? ''] }));
  const filters = (path: string, ...values: string[]) => ({ path, values });
  const found = (...all: Targets['filters'][number][]) =>
    labels(faultOn(stop, { tags: { drill }, filters: all }));

  expect(await found(filters('State.Name', 'running'))).toEqual([running]);
  expect(await found(filters('State.Name', 'running', 'stopped'))).toHaveLength(2);
  expect(await found(filters('State.Name', 'running'), filters('InstanceId', stopped ?? ''))).toEqual([]);
  // Through a list: any of the tags.
  expect(await found(filters('Tags.Value', drill))).toHaveLength(2);
  await expect(found(filters('State.Nmae', 'running'))).rejects.toThrow(NotFound);
});

test('ARNs that a document pins are found again, and one that EC2 has forgotten is missing from them', async () => {
  const [id] = await run(1, { drill: randomUUID() });
  const arn = (name = '') => `arn:aws:ec2:eu-west-1:123456789012:instance/${name}`;

  const found = await resolve(faultOn(stop, { arns: [arn(id), arn('i-0123456789abcdef0')] }));

  expect(found.map((target) => target.arn)).toEqual([arn(id)]);
});

test('of a target that is gone there is no before-image', async () => {
  const drill = randomUUID();
  const [id = ''] = await run(1, { drill });
  const fault = faultOn(stop, { tags: { drill } });
  const targets = await resolve(fault);
  const facts = fisDriver.facts(stop);
  if (facts === undefined) throw new Error('no facts');
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));

  await expect(snapshot({ ...fault, ...facts, driver: 'fis', targets, fleet: 1 })).rejects.toThrow(NotFound);
});

test('databases and clusters are found by tag and by ARN', async () => {
  const name = `drill-${randomUUID()}`;
  const Tags = [{ Key: 'drill', Value: name }];
  const admin = { MasterUsername: 'admin1', MasterUserPassword: 'a-long-password' };
  await rds.send(
    new CreateDBClusterCommand({ DBClusterIdentifier: name, Engine: 'aurora-postgresql', Tags, ...admin }),
  );
  await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: `${name}-1`,
      DBInstanceClass: 'db.t3.micro',
      Engine: 'aurora-postgresql',
      DBClusterIdentifier: name,
      Tags,
    }),
  );
  const arn = (kind: string, id: string) => `arn:aws:rds:eu-west-1:123456789012:${kind}:${id}`;

  const [database] = await resolve(faultOn('aws:rds:reboot-db-instances', { tags: { drill: name } }));
  const [cluster] = await resolve(faultOn('aws:rds:failover-db-cluster', { arns: [arn('cluster', name)] }));

  expect(database).toMatchObject({
    arn: arn('db', `${name}-1`),
    label: `${name}-1`,
    tags: { drill: name },
    containers: expect.arrayContaining([arn('cluster', name)]),
  });
  expect(cluster).toMatchObject({ arn: arn('cluster', name), label: name, tags: { drill: name } });
});

test.for([
  'aws:ec2:reboot-instances',
  'aws:ec2:stop-instances',
  'aws:ec2:terminate-instances',
  'aws:network:disrupt-connectivity',
  'aws:rds:reboot-db-instances',
])('%s is the same kind of fault in the lab, where the same document is rehearsed', (action) => {
  const { undo: _, choosers: __, ...facts } = fisDriver.facts(action) ?? {};

  expect(labActionOf(action)?.facts).toMatchObject(facts);
});
