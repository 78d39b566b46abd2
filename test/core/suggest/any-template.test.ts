import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument } from '../../../core/documents/parse-document.ts';
import { suggest } from '../../../core/suggest/suggest.ts';
import { readTemplate } from '../../../core/suggest/template/read-template.ts';

const workshop = readFileSync(new URL('../../fixtures/workshop/shop.yml', import.meta.url), 'utf8');

const types = [
  ...['AWS::AutoScaling::AutoScalingGroup', 'AWS::EC2::Instance', 'AWS::EC2::Subnet', 'AWS::EC2::NatGateway'],
  ...[
    'AWS::EC2::VPCEndpoint',
    'AWS::EC2::Volume',
    'AWS::ECS::Service',
    'AWS::ECS::Cluster',
    'AWS::EKS::Nodegroup',
  ],
  ...[
    'AWS::EKS::Cluster',
    'AWS::RDS::DBInstance',
    'AWS::RDS::DBCluster',
    'AWS::S3::Bucket',
    'AWS::SQS::Queue',
  ],
  ...['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::ElastiCache::ReplicationGroup'],
  ...[
    'AWS::Lambda::Function',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::Permission',
    'AWS::Events::Rule',
  ],
  ...['AWS::CloudWatch::Alarm', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ApiGateway::RestApi'],
  ...['AWS::ElasticLoadBalancingV2::TargetGroup', 'AWS::ElasticLoadBalancingV2::Listener'],
  ...['AWS::Serverless::Function', 'AWS::IAM::Role', 'Custom::Thing'],
];

const properties = [
  ...[
    'Tags',
    'MinSize',
    'VPCZoneIdentifier',
    'TargetGroupARNs',
    'SubnetId',
    'Cluster',
    'DesiredCount',
    'Name',
  ],
  ...[
    'MultiAZ',
    'Engine',
    'Replicas',
    'EventSourceArn',
    'FunctionName',
    'Dimensions',
    'MetricName',
    'Targets',
  ],
  ...[
    'LoadBalancerArn',
    'AlarmName',
    'Metrics',
    'Events',
    'AvailabilityZone',
    'VpcEndpointType',
    'Principal',
  ],
  ...[
    'ScheduleExpression',
    'ScalingConfig',
    'NetworkConfiguration',
    'Environment',
    'ReplicationGroupId',
    'Period',
  ],
];

const ids = ['A', 'B', 'C', 'D', 'E'];

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(
      '',
      'a',
      'true',
      'Interface',
      'vpc-1',
      'rate(1 minute)',
      ...['A', 'A.Arn', 'X'].map((name) => `\${${name}}-x`),
      'x'.repeat(300),
    ),
    fc.constantFrom(null, true, false, 0, 1, 3, -1, 1e9),
    fc.constantFrom(...ids, 'P', 'AWS::NoValue', 'AWS::Region').map((Ref) => ({ Ref })),
    fc.constantFrom(...ids).map((id) => ({ 'Fn::GetAtt': [id, 'Arn'] })),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .tuple(
        fc.constantFrom(
          'If',
          'Sub',
          'Join',
          'Select',
          'Split',
          'FindInMap',
          'GetAZs',
          'Base64',
          'GetAtt',
          'Length',
          'Transform',
        ),
        tie('value'),
      )
      .map(([name, operand]) => ({ [`Fn::${name}`]: operand })),
    fc.dictionary(
      fc.constantFrom(
        'Key',
        'Value',
        'Type',
        'Properties',
        'Queue',
        'DesiredSize',
        ...properties.slice(0, 8),
      ),
      tie('value'),
      { maxKeys: 3 },
    ),
  ),
}));

const template = fc.record({
  Parameters: fc.constantFrom(
    {},
    { P: { Type: 'Number' } },
    { P: { Type: 'CommaDelimitedList', Default: ['a', 'b'] } },
    { P: 1 },
  ),
  Conditions: fc.dictionary(fc.constantFrom('X', 'Y'), value),
  Resources: fc.dictionary(
    fc.constantFrom(...ids, 'Fn::ForEach::L'),
    fc.record({
      Type: fc.constantFrom(...types),
      Condition: fc.constantFrom('X', undefined),
      Properties: fc.oneof(fc.dictionary(fc.constantFrom(...properties), value, { maxKeys: 6 }), value),
    }),
  ),
});

test('whatever a template holds, reading it never fails, and every experiment is a valid one', () => {
  fc.assert(
    fc.property(template, (any) => {
      const read = readTemplate(JSON.stringify(any), { file: 'any.json', stack: 'any' });
      if (!read.ok) return;
      for (const { experiment } of suggest(read.template, { all: true }).suggestions) {
        const parsed = parseDocument(JSON.stringify(experiment), 'x.yml');
        expect(parsed.ok ? [] : parsed.problems).toEqual([]);
      }
    }),
    {
      numRuns: 500,
      examples: [
        [
          {
            ...{ Parameters: {}, Conditions: {} },
            Resources: {
              A: {
                ...{ Type: 'AWS::AutoScaling::AutoScalingGroup', Condition: 'X' as const },
                Properties: { MinSize: 1_000_000_000 },
              },
            },
          },
        ],
      ],
    },
  );
});

test('whatever is cut out of a template’s text, reading it never fails', () => {
  fc.assert(
    fc.property(
      fc.nat(workshop.length),
      fc.nat(400),
      fc.constantFrom('', '{', '"', '- ', '\t', '&a', '*a', '!Sub '),
      (at, length, put) => {
        const text = workshop.slice(0, at) + put + workshop.slice(at + length);
        const read = readTemplate(text, { file: 'any.yml', stack: 'any' });
        if (read.ok) suggest(read.template);
        else expect(read.problems.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 60 },
  );
});
