import { EC2Client } from '@aws-sdk/client-ec2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { describe, expect, test } from 'vitest';
import { everyAttribute } from '../../../adapters/drivers/every-attribute.ts';
import type { Targets } from '../../../core/experiment.ts';
import { arnOf, noGroups } from './services/instances.ts';
import { inMemory, newLine } from './services/line.ts';
import { driverOn, faultOn } from './services/service.ts';

const chosen = (action: string, resourceType: string, by: Partial<Targets>, parameters = {}) => {
  const fault = faultOn(action, resourceType, [], parameters);
  const { arns: _, ...targets } = fault.targets;
  return { ...fault, targets: { ...targets, ...by } };
};

describe('the targets of our own faults', () => {
  test.each(everyAttribute.map(({ action }) => action))('of %s can be chosen by stack', (action) => {
    const { choosers } = driverOn(action, {}).facts(action) ?? {};

    expect(choosers).toEqual(expect.arrayContaining(['arns', 'tags', 'stack']));
  });

  test('are found by the tag that CloudFormation gives', async () => {
    const asked: unknown[] = [];
    const tagging = inMemory(ResourceGroupsTaggingAPIClient, newLine(), {
      GetResources: (request) => {
        asked.push(request);
        const ResourceARN = 'arn:aws:lambda:eu-west-1:111122223333:function:pay';
        return { ResourceTagMappingList: [{ ResourceARN, Tags: [] }] };
      },
    });
    const lambda = inMemory(LambdaClient, newLine(), {});
    const { resolve } = driverOn('lambda/concurrency', {
      lambda: async () => lambda,
      tagging: async () => tagging,
    });

    const found = await resolve(chosen('lambda/concurrency', 'aws:lambda:function', { stack: 'shop' }));

    expect(found.map(({ label }) => label)).toEqual(['pay']);
    expect(asked).toMatchObject([
      { TagFilters: [{ Key: 'aws:cloudformation:stack-name', Values: ['shop'] }] },
    ]);
  });

  test('are the instances of a group', async () => {
    const line = newLine();
    const Tags = [{ Key: 'aws:autoscaling:groupName', Value: 'web' }];
    const ec2 = inMemory(EC2Client, line, {
      DescribeInstances: ({ Filters }: { readonly Filters: readonly object[] }) => {
        expect(Filters).toEqual([{ Name: 'tag:aws:autoscaling:groupName', Values: ['web'] }]);
        const Instances = [{ InstanceId: 'i-1', VpcId: 'vpc-1', State: { Name: 'running' }, Tags }];
        return { Reservations: [{ OwnerId: '111122223333', Instances }] };
      },
      DescribeSecurityGroups: () => ({ SecurityGroups: [{ VpcId: 'vpc-1' }] }),
    });
    const { resolve } = driverOn('ec2/isolate', { ec2: async () => ec2, ...noGroups(line) });

    const found = await resolve(
      chosen('ec2/isolate', 'aws:ec2:instance', { autoScalingGroup: 'web' }, { securityGroupId: 'sg-0' }),
    );

    expect(found.map(({ arn }) => arn)).toEqual([arnOf('i-1')]);
  });
});
