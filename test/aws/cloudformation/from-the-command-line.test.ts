import { randomUUID } from 'node:crypto';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type AtStage, openStage } from '../cli/support/stack.ts';
import { settingsAt } from '../drivers/at-moto.ts';

const name = `minutely-${randomUUID().slice(0, 8)}`;
let stage: AtStage;

beforeAll(async () => {
  stage = await openStage();
  const TemplateBody = JSON.stringify({
    Resources: {
      Minutely: {
        Type: 'AWS::Events::Rule',
        Properties: { Name: `${name}-rule`, ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' },
      },
    },
    Outputs: { Website: { Value: 'https://shop.example.com/' } },
  });
  const client = new CloudFormationClient(settingsAt(inject('moto')));
  await client.send(new CreateStackCommand({ StackName: name, TemplateBody }));
});
afterAll(() => stage.close());

test('experiments for a deployed stack name what AWS has made, and where its users find it', async () => {
  const { code, lines, stderr, result } = await stage.run('suggest', '--stack', name);

  expect(stderr).toContain(`1 experiment for the stack ${name} in eu-west-1`);
  expect(code).toBe(0);
  expect(lines[0]).toMatchObject({
    experiment: {
      name: 'minutely-does-not-start',
      steadyState: {
        probes: [
          { type: 'http', url: 'https://shop.example.com/' },
          { metrics: { reading: { dimensions: { RuleName: `${name}-rule` } } } },
        ],
      },
      faults: [{ targets: { stack: name } }],
    },
  });
  expect(result).toMatchObject({ stack: name, suggestions: 1, willFail: 1 });
});

test('a stack that is not there is bad usage', async () => {
  const { code, stderr } = await stage.run('suggest', '--stack', 'nobody');

  expect(code).toBe(2);
  expect(stderr).toBe('there is no stack nobody in this account and Region\n');
});
