import { randomUUID } from 'node:crypto';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { afterEach, expect, inject, test, vi } from 'vitest';
import { findStack, stackName } from '../../../cli/aws/stack.ts';
import { NotFound } from '../../../core/errors.ts';
import { settingsAt } from '../drivers/at-moto.ts';

const endpoint = inject('moto');
const settings = settingsAt(endpoint);
afterEach(() => vi.unstubAllEnvs());

/** Deploys a stack that has these outputs and nothing else of ours. */
const deployed = async (outputs: Readonly<Record<string, string>>): Promise<string> => {
  const stage = `s${randomUUID().slice(0, 8)}`;
  const TemplateBody = JSON.stringify({
    Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
    Outputs: Object.fromEntries(Object.entries(outputs).map(([name, Value]) => [name, { Value }])),
  });
  const client = new CloudFormationClient(settings);
  await client.send(new CreateStackCommand({ StackName: stackName(stage), TemplateBody }));
  return stage;
};

const outputs = {
  TableName: 'the-table',
  BucketName: 'the-bucket',
  ExperimentMachineArn: 'arn:e',
  GameDayMachineArn: 'arn:g',
};
const parts = {
  table: 'the-table',
  bucket: 'the-bucket',
  machines: { experiment: 'arn:e', gameday: 'arn:g' },
};

test('a stack is found by its stage, and its parts by its outputs', async () => {
  const stage = await deployed(outputs);

  expect(await findStack(settings, { stage })).toEqual({ stage, ...parts });
});

test('a stage that is not deployed is named, with what to do', async () => {
  const asked = findStack(settings, { stage: 'nowhere' });

  await expect(asked).rejects.toThrow(NotFound);
  await expect(asked).rejects.toThrow(/no stack firedrill-nowhere .*deploy it.*--region/);
});

test('a stack of another version names the output that it lacks', async () => {
  const { BucketName: _, ...rest } = outputs;
  const stage = await deployed(rest);

  await expect(findStack(settings, { stage })).rejects.toThrow(/no output BucketName: deploy it again/);
});

test('the environment names the parts, but only together with an endpoint', async () => {
  vi.stubEnv('FIREDRILL_TABLE', 'another-table');
  const stage = await deployed(outputs);

  expect(await findStack(settings, { stage })).toEqual({ stage, ...parts });
  expect(await findStack(settings, { stage, endpoint })).toEqual({ stage, ...parts, table: 'another-table' });
});
