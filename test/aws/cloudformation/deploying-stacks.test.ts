import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { expect, inject, test } from 'vitest';
import { deployingStacks } from '../../../adapters/cloudformation/deploying-stacks.ts';
import { NotFound } from '../../../core/errors.ts';
import { failsAsCallsDo } from '../support/signals-failures.ts';
import { awsServer, testSettings } from '../support/signals-server.ts';
import { queryError } from '../support/signals-xml.ts';

const TemplateBody = JSON.stringify({ Resources: { Jobs: { Type: 'AWS::SQS::Queue' } } });

test('a stack that is deployed deploys nothing, and one that is not there cannot be read: on moto', async () => {
  const settings = testSettings(inject('moto'));
  // Its first answer takes an emulator a while, and what is asked twice exists already.
  const requestHandler = { ...settings.requestHandler, requestTimeout: 50_000 };
  const client = new CloudFormationClient({ ...settings, requestHandler });
  await client.send(new CreateStackCommand({ StackName: 'guards-shop', TemplateBody }));
  expect(await deployingStacks(client).inProgress('guards-shop')).toBeUndefined();
  await expect(deployingStacks(client).inProgress('guards-nowhere')).rejects.toThrow(NotFound);
});

const stackThatIs = (status: string): string =>
  `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>shop</StackName><CreationTime>2026-11-23T10:00:00Z</CreationTime><StackStatus>${status}</StackStatus></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;

test.each([
  ['CREATE_IN_PROGRESS', true],
  ['UPDATE_IN_PROGRESS', true],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', true],
  ['UPDATE_ROLLBACK_IN_PROGRESS', true],
  ['DELETE_IN_PROGRESS', true],
  ['UPDATE_COMPLETE', false],
  ['UPDATE_ROLLBACK_FAILED', false],
])('a stack that is %s is being deployed: %s', async (status, busy) => {
  const { settings } = await awsServer(() => ({ body: stackThatIs(status) }));
  const found = await deployingStacks(new CloudFormationClient(settings)).inProgress('shop');
  expect(found).toBe(busy ? `the stack shop is ${status}` : undefined);
});

failsAsCallsDo(
  'CloudFormation',
  { inProgress: (settings) => deployingStacks(new CloudFormationClient(settings)).inProgress('shop') },
  queryError,
);
