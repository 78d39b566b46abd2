import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { expect, inject, test } from 'vitest';
import { deployedTemplate } from '../../../adapters/cloudformation/deployed-template.ts';
import { NotFound } from '../../../core/errors.ts';
import { suggest } from '../../../core/suggest/suggest.ts';
import { readTemplate } from '../../../core/suggest/template/read-template.ts';
import { failsAsCallsDo } from '../support/signals-failures.ts';
import { testSettings } from '../support/signals-server.ts';
import { queryError } from '../support/signals-xml.ts';

const template = `
Parameters:
  Retries: { Type: Number, Default: 1 }
  Secret: { Type: String, NoEcho: true, Default: x }
Resources:
  Dead: { Type: AWS::SQS::Queue }
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: !Ref Retries }
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
Outputs:
  Url: { Value: !Sub "https://\${AWS::StackName}.example.com/" }
`;

const deploy = async (client: CloudFormationClient, StackName: string) => {
  const Tags = [{ Key: 'firedrill:consent', Value: 'allowed' }];
  const Parameters = [{ ParameterKey: 'Retries', ParameterValue: '5' }];
  await client.send(new CreateStackCommand({ StackName, TemplateBody: template, Parameters, Tags }));
};

test('a deployed stack is read with its parameters, outputs, tags and the names that AWS made: on moto', async () => {
  const client = new CloudFormationClient(testSettings(inject('moto')));
  await deploy(client, 'suggest-shop');

  const deployed = await deployedTemplate(client, 'suggest-shop');

  expect(deployed).toMatchObject({
    stack: 'suggest-shop',
    account: expect.stringMatching(/^\d{12}$/),
    region: expect.stringMatching(/^[a-z]+-[a-z]+-\d$/),
    parameters: { Retries: '5' },
    tags: { 'firedrill:consent': 'allowed' },
    outputs: { Url: 'https://suggest-shop.example.com/' },
    physicalIds: { Orders: expect.stringContaining('Orders'), Jobs: expect.stringContaining('/') },
  });
  const read = readTemplate(deployed.text, { ...deployed, file: 'suggest-shop' });
  expect(read.ok && suggest(read.template).notes).toEqual([
    expect.stringMatching(/^suggest-shop-Orders.*has no point-in-time recovery/),
  ]);
});

test('a stack that is not there is told as such: on moto', async () => {
  const client = new CloudFormationClient(testSettings(inject('moto')));

  const reading = deployedTemplate(client, 'nobody');

  await expect(reading).rejects.toThrow(NotFound);
  await expect(reading).rejects.toThrow('there is no stack nobody in this account and Region');
});

failsAsCallsDo(
  'CloudFormation',
  { deployedTemplate: (settings) => deployedTemplate(new CloudFormationClient(settings), 'shop') },
  queryError,
);
