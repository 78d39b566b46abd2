import { describe, expect, test } from 'vitest';
import { importFis } from '../../../../core/import/fis/import.ts';
import { readSources } from '../../../../core/import/shared/read-source.ts';
import { checked, imported, refusals } from './a-template.ts';

const valueIn = (text: string) => readSources(text, 'stack.yml').sources[0]?.value;

const stack = `
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Tier: { Type: String, Default: web }
  Minutes: { Type: String }
  Zones: { Type: CommaDelimitedList, Default: "eu-west-1a, eu-west-1b" }
Mappings:
  Names: { shop: { tag: shop-tier } }
Conditions:
  Big: !Equals [!Ref Tier, web]
Resources:
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties: { AlarmName: shop-5xx, MetricName: x }
  Latency:
    Type: AWS::CloudWatch::Alarm
    Properties: { MetricName: y }
  Role:
    Type: AWS::IAM::Role
  HalfOfTheWeb:
    Type: AWS::FIS::ExperimentTemplate
    DependsOn: Role
    Properties:
      Description: !Sub "Half of \${Tier} stops"
      Targets:
        Web:
          ResourceType: aws:ec2:instance
          ResourceTags:
            tier: !Ref Tier
            app: !FindInMap [Names, shop, tag]
            stage: !ImportValue Stage
          Filters:
            - { Path: Placement.AvailabilityZone, Values: !Ref Zones }
            - { Path: VpcId, Values: [!Select [0, !Split [",", "vpc-1,vpc-2"]]] }
          SelectionMode: !If [Big, PERCENT(50), COUNT(1)]
      Actions:
        Stop:
          ActionId: aws:ec2:stop-instances
          Parameters: { startInstancesAfterDuration: !Ref Minutes, completeIfInstancesTerminated: true }
          Targets: { Instances: Web }
      StopConditions:
        - { Source: "aws:cloudwatch:alarm", Value: !GetAtt Errors.Arn }
        - { Source: "aws:cloudwatch:alarm", Value: !GetAtt [Latency, Arn] }
      RoleArn: !GetAtt Role.Arn
      Tags: { Name: !Join ["-", [half, of, !Ref Tier]], Gone: !Ref "AWS::NoValue" }
`;

describe('a template of CloudFormation', () => {
  const source = valueIn(stack);
  const { document, about, notes } = imported(source);
  const { faults, steadyState, ...rest } = Object(document);

  test('says what can be worked out of it', () => {
    expect(rest).toMatchObject({ name: 'half-of-web', title: 'Half of web stops' });
    expect(faults[0].targets).toEqual({
      resourceType: 'aws:ec2:instance',
      tags: { tier: 'web', app: 'shop-tier', stage: 'FILL-IN-Stage' },
      filters: [
        { path: 'Placement.AvailabilityZone', values: ['eu-west-1a', 'eu-west-1b'] },
        { path: 'VpcId', values: ['vpc-1'] },
      ],
      select: 'PERCENT(50)',
    });
  });

  test('has a placeholder for what only a deployment knows', () => {
    expect(faults[0].parameters).toEqual({
      startInstancesAfterDuration: 'PT5M',
      completeIfInstancesTerminated: 'true',
    });
    expect(
      about('/Resources/HalfOfTheWeb/Properties/Actions/Stop/Parameters/startInstancesAfterDuration'),
    ).toMatchObject([{ what: 'changed', fix: 'write how long' }]);
  });

  test('names its own alarms, as far as they have a name', () => {
    expect(steadyState.probes).toMatchObject([{ alarm: 'shop-5xx' }, { alarm: 'FILL-IN-Latency' }]);
  });

  test('is told of what was taken for what was open, and of everything around it', () => {
    expect(notes).toContainEqual(
      expect.objectContaining({ message: 'the default of the parameter `Tier` was taken: web' }),
    );
    expect(notes).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('where the condition `Big` is true') }),
    );
    expect(about('/Resources/Role')).toMatchObject([
      { what: 'refused', message: 'no FIS template; Firedrill deploys nothing' },
    ]);
    expect(about('/Mappings')).toMatchObject([{ what: 'refused' }]);
  });
});

test('several templates of a stack are several experiments', () => {
  const Properties = {
    Actions: { s: { ActionId: 'aws:ec2:stop-instances', Targets: { Instances: 'w' } } },
    Targets: { w: { ResourceType: 'aws:ec2:instance', ResourceTags: { a: 'b' }, SelectionMode: 'COUNT(1)' } },
  };
  const one = { Type: 'AWS::FIS::ExperimentTemplate', Properties };
  const source = { Resources: { First: one, SecondOne: one } };
  const names = importFis(source, { allow: [] }).map((each) => {
    if (!('document' in each)) throw new Error('it is an experiment');
    return Object(checked(source, each).document).name;
  });
  expect(names).toEqual(['first', 'second-one']);
});

const piece = {
  Type: 'AWS::FIS::ExperimentTemplate',
  Properties: {
    Actions: { s: { ActionId: 'aws:ec2:stop-instances', Targets: { Instances: 'w' } } },
    Targets: { w: { ResourceTags: { a: 'b' } } },
  },
};

test.each([
  ['a piece of one', { Half: piece }],
  ['the Serverless Framework', { service: 'x', resources: { Resources: { Half: piece } } }],
])('a template may stand in %s', (_, source) => {
  expect(Object(imported(source).document).name).toBe('half');
});

test('a stack without a FIS template is refused', () => {
  expect(refusals({ Resources: { A: { Type: 'AWS::S3::Bucket' } } })).toContainEqual(
    expect.objectContaining({ message: expect.stringContaining('AWS::FIS::ExperimentTemplate') }),
  );
});

describe('functions', () => {
  const tagOf = (value: unknown, more: object = {}) =>
    Object(
      imported({
        ...more,
        Resources: {
          T: {
            ...piece,
            Properties: { ...piece.Properties, Targets: { w: { ResourceTags: { tag: value } } } },
          },
        },
      }).document,
    ).faults[0].targets.tags;

  test.each([
    [
      { 'Fn::Sub': [`\${a}-\${!b}-\${C.Arn}-\${AWS::Partition}`, { a: 'x' }] },
      'x-FILL-IN-b-FILL-IN-C-Arn-aws',
    ],
    [{ 'Fn::Join': ['-', { 'Fn::Split': ['/', 'a/b'] }] }, 'a-b'],
    [{ 'Fn::Join': ['-', 7] }, 'FILL-IN-Join'],
    [{ 'Fn::Select': ['9', ['a']] }, 'FILL-IN-Select'],
    [{ 'Fn::ToJsonString': { a: { Ref: 'B' } } }, '{"a":"FILL-IN-B"}'],
    [{ 'Fn::Base64': 'x' }, 'FILL-IN-Base64'],
    [{ 'Fn::FindInMap': ['No', 'such', 'key'] }, 'FILL-IN-No-such-key'],
    [{ Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
    [{ 'Fn::GetAtt': ['Db', 'Endpoint.Address'] }, 'FILL-IN-Db-Endpoint-Address'],
  ])('%j', (value, tag) => {
    expect(tagOf(value)).toEqual({ tag });
  });

  test('a parameter kept in Systems Manager is not known', () => {
    expect(
      tagOf(
        { Ref: 'P' },
        { Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/x' } } },
      ),
    ).toEqual({ tag: 'FILL-IN-P' });
  });
});
