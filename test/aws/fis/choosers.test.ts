import { randomUUID } from 'node:crypto';
import { CreateAutoScalingGroupCommand } from '@aws-sdk/client-auto-scaling';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateLaunchTemplateCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeVpcsCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateDBClusterCommand, CreateDBInstanceCommand } from '@aws-sdk/client-rds';
import { beforeAll, expect, inject, test } from 'vitest';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { idOf } from '../../../adapters/fis/looks/look.ts';
import { fisResolve } from '../../../adapters/fis/resolve.ts';
import { WrongAsAsked } from '../../../core/errors.ts';
import type { Fault, Targets } from '../../../core/experiment.ts';
import { sampleFault } from '../../contracts/samples.ts';
import { ownersAt } from '../support/fis-world.ts';
import { patientSettings } from '../support/patient-settings.ts';

const moto = inject('moto');
const owners = ownersAt(moto);
const { ec2, rds, autoScaling } = owners;
const { resolve } = fisResolve(owners);

// Moto reads its EC2 when it is first asked; a call that makes something would be made twice meanwhile.
beforeAll(async () => void (await ec2.send(new DescribeVpcsCommand({}))));

const faultOn = (action: string, targets: Partial<Targets>): Fault => {
  const { tags: _, ...rest } = sampleFault(action).targets;
  const resourceType = fisDriver.facts(action)?.resourceType ?? '';
  return { ...sampleFault(action), targets: { ...rest, resourceType, ...targets } };
};

const ids = async (fault: Fault) => (await resolve(fault)).map(({ arn }) => idOf(arn));

const stop = 'aws:ec2:stop-instances';
const cutOff = 'aws:network:disrupt-connectivity';
const tagList = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

const group = async () => {
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
      MinSize: 2,
      MaxSize: 2,
      LaunchTemplate: { LaunchTemplateName: name },
      AvailabilityZones: ['eu-west-1a'],
      Tags: [{ Key: 'drill', Value: name, PropagateAtLaunch: false }],
    }),
  );
  return name;
};

test('the instances of an auto-scaling group are found by its name', async () => {
  const name = await group();
  await group();

  const found = await resolve(faultOn(stop, { autoScalingGroup: name }));

  expect(found).toHaveLength(2);
  for (const { containers } of found) expect(containers[0]).toMatch(new RegExp(`/${name}$`));
});

test('an auto-scaling group itself is found by its tags and by its ARN', async () => {
  const name = await group();
  const action = 'aws:ec2:asg-insufficient-instance-capacity-error';

  const [found] = await resolve(faultOn(action, { tags: { drill: name } }));

  expect(found).toMatchObject({ label: name, tags: { drill: name } });
  expect(await resolve(faultOn(action, { arns: [found?.arn ?? ''] }))).toEqual([found]);
  expect(await resolve(faultOn(action, { arns: ['arn:aws:autoscaling:eu-west-1:1:other'] }))).toEqual([]);
});

test('what a stack has made is found by its name, of the type that the action hits', async () => {
  const settings = patientSettings({ region: 'eu-west-1', endpoint: moto });
  const cloudFormation = new CloudFormationClient({
    ...settings,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const StackName = `drill-${randomUUID()}`;
  const TemplateBody = JSON.stringify({
    Resources: { Web: { Type: 'AWS::EC2::Instance', Properties: { ImageId: 'ami-12c6146b' } } },
  });
  await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody }));

  const found = await resolve(faultOn(stop, { stack: StackName }));

  expect(found).toHaveLength(1);
  expect(await resolve(faultOn(stop, { stack: `${StackName}-other` }))).toEqual([]);
  expect(await resolve(faultOn(cutOff, { stack: StackName }))).toEqual([]);
});

const network = async (tags: Readonly<Record<string, string>>) => {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const made = [];
  for (const [at, AvailabilityZone] of ['eu-west-1a', 'eu-west-1b'].entries()) {
    const { Subnet } = await ec2.send(
      new CreateSubnetCommand({
        VpcId: Vpc?.VpcId,
        CidrBlock: `10.0.${at}.0/24`,
        AvailabilityZone,
        TagSpecifications: [{ ResourceType: 'subnet', Tags: tagList(tags) }],
      }),
    );
    made.push({ id: Subnet?.SubnetId ?? '', zoneId: Subnet?.AvailabilityZoneId ?? '' });
  }
  return { vpc: Vpc?.VpcId ?? '', subnets: made };
};

test("subnets are found by FIS's own parameters: zone by name or id, and network", async () => {
  const drill = randomUUID();
  const { vpc, subnets } = await network({ drill });
  const [a, b] = subnets;
  const found = (parameters: Readonly<Record<string, string>>, others: Partial<Targets> = {}) =>
    ids(faultOn(cutOff, { parameters, ...others }));

  expect(await found({ vpc })).toEqual([a?.id, b?.id].sort());
  expect(await found({ vpc, availabilityZoneIdentifier: 'eu-west-1b' })).toEqual([b?.id]);
  expect(await found({ availabilityZoneIdentifier: a?.zoneId ?? '' }, { tags: { drill } })).toEqual([a?.id]);
  // What a plan has pinned is asked again with them.
  const arn = `arn:aws:ec2:eu-west-1:123456789012:subnet/${b?.id}`;
  expect(await found({ vpc }, { arns: [arn] })).toEqual([b?.id]);
});

test.for([
  [stop, { vpc: 'vpc-1' }, 'they have no parameters'],
  [cutOff, { cluster: 'shop' }, 'availabilityZoneIdentifier, vpc'],
] as const)('%s is refused a parameter that its targets do not have', async ([action, parameters, words]) => {
  const failure = await resolve(faultOn(action, { parameters })).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(WrongAsAsked);
  expect(String(failure)).toContain(words);
});

test('databases and clusters are found by the zone they are, or their writer is, in', async () => {
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
      AvailabilityZone: 'eu-west-1b',
      Tags,
    }),
  );
  const tags = { drill: name };
  const clusters = (zones: string) =>
    ids(
      faultOn('aws:rds:failover-db-cluster', {
        tags,
        parameters: { writerAvailabilityZoneIdentifiers: zones },
      }),
    );
  const databases = (zones: string) =>
    ids(faultOn('aws:rds:reboot-db-instances', { tags, parameters: { availabilityZoneIdentifiers: zones } }));

  expect(await databases('eu-west-1a, eu-west-1b')).toEqual([`${name}-1`]);
  expect(await databases('eu-west-1a')).toEqual([]);
  expect(await databases('all')).toEqual([`${name}-1`]);
  expect(await clusters('eu-west-1b')).toEqual([name]);
  expect(await clusters('eu-west-1a')).toEqual([]);
  await expect(databases('euw1-az1')).rejects.toThrow('give its name');
});

test('volumes are found with the instance that they are attached to, in the zone where they are', async () => {
  const drill = randomUUID();
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: 'ami-12c6146b',
      MinCount: 1,
      MaxCount: 1,
      Placement: { AvailabilityZone: 'eu-west-1b' },
      BlockDeviceMappings: [{ DeviceName: '/dev/sda1', Ebs: { VolumeSize: 8 } }],
      TagSpecifications: [{ ResourceType: 'volume', Tags: tagList({ drill }) }],
    }),
  );
  const action = 'aws:ebs:pause-volume-io';
  const found = await resolve(faultOn(action, { tags: { drill } }));

  expect(found).toEqual([
    {
      arn: expect.stringMatching(/^arn:aws:ec2:eu-west-1:123456789012:volume\/vol-/),
      label: expect.stringContaining(` of ${Instances[0]?.InstanceId}`),
      zone: 'eu-west-1b',
      tags: { drill },
      containers: expect.arrayContaining([expect.stringContaining(`instance/${Instances[0]?.InstanceId}`)]),
    },
  ]);
  const inZone = (zone: string) =>
    resolve(faultOn(action, { tags: { drill }, parameters: { availabilityZoneIdentifier: zone } }));
  expect(await inZone('eu-west-1b')).toEqual(found);
  expect(await inZone('eu-west-1a')).toEqual([]);
});

test('roles are found by ARN, with their tags; one that is not there is missing', async () => {
  const name = `drill-${randomUUID()}`;
  const iam = await owners.others.iam();
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      Path: '/shop/',
      AssumeRolePolicyDocument: '{}',
      Tags: tagList({ chaos: 'yes' }),
    }),
  );
  const action = 'aws:fis:inject-api-throttle-error';
  const arn = Role?.Arn ?? '';

  expect(await resolve(faultOn(action, { arns: [arn, `${arn}-other`] }))).toEqual([
    { arn, label: name, tags: { chaos: 'yes' }, containers: [] },
  ]);
  await expect(resolve(faultOn(action, { arns: ['arn:aws:iam::1:user/ana'] }))).rejects.toThrow('of a role');
  expect(fisDriver.facts(action)?.choosers).toEqual(['arns']);
});
