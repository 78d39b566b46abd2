import { expect, test } from 'vitest';
import { a, experimentOf, needed, suggestFor, theOne } from './support/template.ts';

const consent = { Tags: [{ Key: 'firedrill:consent', Value: 'allowed', PropagateAtLaunch: true }] };
const group = (more: object) =>
  a('AWS::AutoScaling::AutoScalingGroup', { DesiredCapacity: 2, ...consent, ...more });

const V2 = 'AWS::ElasticLoadBalancingV2';

const balancer = (properties: object) => ({
  Front: a(`${V2}::LoadBalancer`, properties),
  Listener: a(`${V2}::Listener`, { LoadBalancerArn: { Ref: 'Front' } }),
  Rule: a(`${V2}::ListenerRule`, {
    ListenerArn: { Ref: 'Listener' },
    Actions: [{ TargetGroupArn: { Ref: 'Targets' } }],
  }),
  Targets: a(`${V2}::TargetGroup`),
  Web: group({ TargetGroupARNs: [{ Ref: 'Targets' }], HealthCheckType: 'ELB' }),
});

const measuredIn = (resources: Readonly<Record<string, unknown>>, event = 'one-instance-lost', origin = {}) =>
  experimentOf(theOne(suggestFor(resources, origin), event)).steadyState.probes[0];

test('a load balancer is found through the rule of a listener', () => {
  expect(measuredIn(balancer({}))).toMatchObject({
    metrics: { requests: { namespace: 'AWS/ApplicationELB' } },
  });
});

test('a network load balancer counts no failed requests, so its healthy hosts are watched', () => {
  const physicalIds = {
    Front: 'arn:aws:elasticloadbalancing:eu-central-1:1:loadbalancer/net/shop/1',
    Targets: 'arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/shop/2',
  };
  const dimensions = { LoadBalancer: 'net/shop/1', TargetGroup: 'targetgroup/shop/2' };

  expect(measuredIn(balancer({ Type: 'network' }), 'one-instance-lost', { physicalIds })).toMatchObject({
    metrics: { reading: { namespace: 'AWS/NetworkELB', metric: 'HealthyHostCount', dimensions } },
    bounds: { min: 1 },
  });
  expect(needed(theOne(suggestFor(balancer({ Type: 'network' })), 'zone-lost'))).toEqual(
    expect.arrayContaining([
      'must: the metric probe in the place of an alarm needs dimensions of Front, which AWS makes',
      'should: Front does not balance across zones, so a zone with few healthy targets still gets its whole share',
    ]),
  );
});

test('a network load balancer that balances across zones is not told to', () => {
  const attributes = [{ Key: 'load_balancing.cross_zone.enabled', Value: 'true' }];
  const found = suggestFor(balancer({ Type: 'network', LoadBalancerAttributes: attributes }));

  expect(needed(theOne(found, 'zone-lost')).join()).not.toContain('balance across');
});

test('a classic load balancer is measured under its name', () => {
  const Front = a('AWS::ElasticLoadBalancing::LoadBalancer');
  const Web = group({ LoadBalancerNames: [{ Ref: 'Front' }] });

  expect(
    measuredIn({ Front, Web }, 'one-instance-lost', { physicalIds: { Front: 'shop-Front-1' } }),
  ).toMatchObject({
    metrics: { requests: { namespace: 'AWS/ELB', dimensions: { LoadBalancerName: 'shop-Front-1' } } },
  });
});

test.for<[string, object, object]>([
  ['a REST API by its name', a('AWS::ApiGateway::RestApi', { Name: 'shop' }), { ApiName: 'shop' }],
  ['an HTTP API by its id', a('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' }), { ApiId: 'abc123' }],
])('%s', ([, Api, dimensions]) => {
  const Fn = a('AWS::Lambda::Function', { Code: {} });
  const isRest = 'ApiName' in dimensions;
  const Way = isRest
    ? a('AWS::ApiGateway::Method', {
        RestApiId: { Ref: 'Api' },
        Integration: { Uri: { 'Fn::GetAtt': ['Fn', 'Arn'] } },
      })
    : a('AWS::ApiGatewayV2::Integration', { ApiId: { Ref: 'Api' }, IntegrationUri: { Ref: 'Fn' } });

  expect(measuredIn({ Fn, Api, Way }, 'throttled', { physicalIds: { Api: 'abc123' } })).toMatchObject({
    metrics: { requests: { namespace: 'AWS/ApiGateway', dimensions } },
  });
});

test('an API whose definition names the function is its front', () => {
  const Api = a('AWS::ApiGateway::RestApi', { Name: 'shop', Body: { uri: { Ref: 'Fn' } } });

  expect(measuredIn({ Fn: a('AWS::Lambda::Function', { Code: {} }), Api }, 'throttled')).toMatchObject({
    metrics: { requests: { dimensions: { ApiName: 'shop' } } },
  });
});

test('what carries no requests is no front: WebSocket APIs and gateway load balancers', () => {
  const Socket = a('AWS::ApiGatewayV2::Api', { ProtocolType: 'WEBSOCKET' });
  const Gate = a(`${V2}::LoadBalancer`, { Type: 'gateway' });

  expect(measuredIn({ Web: group({}), Socket, Gate })).toMatchObject({
    metrics: { reading: { metric: 'GroupInServiceInstances' } },
  });
});

test('where nothing leads to a resource, the front that users reach from outside is watched', () => {
  const Inner = a(`${V2}::LoadBalancer`, { Scheme: 'internal' });
  const Outer = a(`${V2}::LoadBalancer`, { Scheme: 'internet-facing' });
  const { resources } = theOne(suggestFor({ Inner, Outer, Web: group({}) }), 'one-instance-lost');

  expect(resources.map(({ id }) => id)).toEqual(['Web', 'Outer']);
});

test('two instances behind one load balancer cover for each other', () => {
  const instances = { One: a('AWS::EC2::Instance', consent), Two: a('AWS::EC2::Instance', consent) };
  const { Web: _, ...front } = balancer({});
  const Targets = a(`${V2}::TargetGroup`, { Targets: [{ Id: { Ref: 'One' } }, { Id: { Ref: 'Two' } }] });
  const Disk = a('AWS::EC2::Volume', consent);
  const At = a('AWS::EC2::VolumeAttachment', { InstanceId: { Ref: 'One' }, VolumeId: { Ref: 'Disk' } });
  const Backup = a('AWS::Backup::BackupPlan');
  const { suggestions } = suggestFor({ ...front, ...instances, Targets, Disk, At, Backup });

  expect(suggestions.map(({ event, prediction }) => [event, prediction.outcome])).toEqual([
    ['stops', 'should hold'],
    ['stops', 'should hold'],
    ['volume-stalls', 'should hold'],
  ]);
});

test('a volume that nothing of the template uses is watched itself', () => {
  expect(measuredIn({ Disk: a('AWS::EC2::Volume') }, 'volume-stalls')).toMatchObject({
    metrics: { reading: { namespace: 'AWS/EBS', metric: 'VolumeQueueLength' } },
  });
});

test.for<[string, Readonly<Record<string, unknown>>, string, object, object]>([
  [
    'a cache by its first node',
    { Cache: a('AWS::ElastiCache::ReplicationGroup', { ReplicationGroupId: 'shop' }) },
    'zone-without-power',
    {},
    { CacheClusterId: 'shop-001' },
  ],
  [
    'tasks by service and cluster',
    {
      Main: a('AWS::ECS::Cluster', { ClusterName: 'main' }),
      Api: a('AWS::ECS::Service', { Cluster: { Ref: 'Main' } }),
    },
    'one-task-stops',
    { physicalIds: { Api: 'arn:aws:ecs:eu-central-1:1:service/main/api-1' } },
    { ClusterName: 'main', ServiceName: 'api-1' },
  ],
  [
    'nodes by a cluster that another stack made',
    { Nodes: a('AWS::EKS::Nodegroup', { ClusterName: 'main' }) },
    'node-lost',
    {},
    { ClusterName: 'main' },
  ],
  [
    'a stream by the function that reads it',
    {
      S: a('AWS::Kinesis::Stream'),
      Fn: a('AWS::Lambda::Function', { FunctionName: 'fn' }),
      M: a('AWS::Lambda::EventSourceMapping', { EventSourceArn: { Ref: 'S' }, FunctionName: 'fn' }),
    },
    'source-pauses',
    {},
    { FunctionName: 'fn' },
  ],
  [
    'a queue by its name',
    {
      Q: a('AWS::SQS::Queue'),
      Fn: a('AWS::Lambda::Function', {}),
      M: a('AWS::Lambda::EventSourceMapping', {
        EventSourceArn: { 'Fn::GetAtt': 'Q.Arn' },
        FunctionName: { Ref: 'Fn' },
      }),
    },
    'source-pauses',
    { physicalIds: { Q: 'https://sqs.eu-central-1.amazonaws.com/1/jobs' } },
    { QueueName: 'jobs' },
  ],
])(
  'where users cannot be watched, the resource itself is: %s',
  ([, resources, event, origin, dimensions]) => {
    expect(measuredIn(resources, event, origin)).toMatchObject({ metrics: { reading: { dimensions } } });
  },
);

test('an endpoint of a deployed stack is named by its ARN', () => {
  const Door = a('AWS::EC2::VPCEndpoint', {
    VpcEndpointType: 'Interface',
    ServiceName: 'com.amazonaws.eu-central-1.sqs',
  });
  const origin = { region: 'eu-central-1', account: '111122223333', physicalIds: { Door: 'vpce-1' } };
  const closed = theOne(suggestFor({ Door }, origin), 'closed');

  expect(experimentOf(closed).faults[0]?.targets.arns).toEqual([
    'arn:aws:ec2:eu-central-1:111122223333:vpc-endpoint/vpce-1',
  ]);
  expect(needed(closed).join()).not.toContain('no name to be found by');
});
