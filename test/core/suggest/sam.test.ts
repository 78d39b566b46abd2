import { expect, test } from 'vitest';
import { suggest } from '../../../core/suggest/suggest.ts';
import { needed, resourceIn, templateOf, theOne } from './support/template.ts';

const template = templateOf(`Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs24.x
    Tags: { team: shop }
    Environment: { Variables: { STAGE: prod } }
    Layers: [one]
Resources:
  Jobs: { Type: AWS::SQS::Queue }
  Dead: { Type: AWS::SQS::Queue }
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Environment: { Variables: { TABLE: !Ref Orders } }
      Layers: [two]
      DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Dead.Arn }
      EventInvokeConfig: { MaximumRetryAttempts: 1 }
      Events:
        Queue: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn, BatchSize: 5 } }
        Often: { Type: Schedule, Properties: { Schedule: rate(1 minute) } }
        Event: { Type: EventBridgeRule, Properties: { Pattern: { source: [shop] } } }
        Odd: { Type: AlexaSkill }
  Page:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get: { Type: HttpApi, Properties: { ApiId: !Ref Front, Path: /, Method: get } }
        Old: { Type: Api, Properties: { Path: /, Method: get } }
  Front: { Type: AWS::Serverless::HttpApi }
  Orders: { Type: AWS::Serverless::SimpleTable }
  Steps: { Type: AWS::Serverless::StateMachine }
  Rest: { Type: AWS::Serverless::Api }
`);

test('SAM’s resources are read as what they become', () => {
  expect(Object.fromEntries(template.resources.map(({ id, type }) => [id, type]))).toEqual({
    Jobs: 'AWS::SQS::Queue',
    Dead: 'AWS::SQS::Queue',
    Work: 'AWS::Lambda::Function',
    WorkQueue: 'AWS::Lambda::EventSourceMapping',
    WorkOften: 'AWS::Events::Rule',
    WorkEvent: 'AWS::Events::Rule',
    WorkEventInvokeConfig: 'AWS::Lambda::EventInvokeConfig',
    Page: 'AWS::Lambda::Function',
    PageGet: 'Firedrill::ApiRoute',
    PageOld: 'Firedrill::ApiRoute',
    Front: 'AWS::ApiGatewayV2::Api',
    Orders: 'AWS::DynamoDB::Table',
    Steps: 'AWS::StepFunctions::StateMachine',
    Rest: 'AWS::ApiGateway::RestApi',
  });
});

test('what is global is joined with what is a function’s own, which wins', () => {
  expect(resourceIn(template, 'Work').properties).toMatchObject({
    Runtime: 'nodejs24.x',
    Tags: { team: 'shop' },
    Environment: { Variables: { STAGE: 'prod', TABLE: { '@ref': 'Orders' } } },
    Layers: ['one', 'two'],
    DeadLetterConfig: { TargetArn: { '@ref': 'Dead' } },
  });
});

test('a function behind an API is judged at the API', () => {
  const { experiment, prediction } = theOne(
    {
      ...suggest(template),
      suggestions: suggest(template).suggestions.filter(({ title }) => title.includes('Page')),
    },
    'throttled',
  );

  expect(experiment).toMatchObject({
    steadyState: { probes: [{ metrics: { requests: { namespace: 'AWS/ApiGateway', metric: 'Count' } } }] },
  });
  expect(prediction.outcome).toBe('will fail');
});

test('a queue that gives nothing up is told of with the function that reads it', () => {
  const { suggestions } = suggest(template);
  const [fails] = suggestions.filter(({ title, event }) => title.includes('Work') && event === 'throttled');

  expect(fails && needed(fails)).toContain(
    'should: no dead-letter queue on Jobs: a message that always fails is tried until it expires, and then it is gone',
  );
});
