import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { a, experimentOf, needed, suggestFor, theOne } from './support/template.ts';

const balanced = {
  Balancer: a('AWS::ElasticLoadBalancingV2::LoadBalancer', { Type: 'application' }),
  Listener: a('AWS::ElasticLoadBalancingV2::Listener', {
    LoadBalancerArn: { Ref: 'Balancer' },
    DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Targets' } }],
  }),
  Targets: a('AWS::ElasticLoadBalancingV2::TargetGroup'),
};

const group = (properties: object = {}) =>
  a('AWS::AutoScaling::AutoScalingGroup', {
    ...{ MinSize: '2', HealthCheckType: 'ELB', TargetGroupARNs: [{ Ref: 'Targets' }] },
    Tags: [{ Key: 'firedrill:consent', Value: 'allowed', PropagateAtLaunch: true }],
    ...properties,
  });

const alarm = (properties: object = {}) =>
  a('AWS::CloudWatch::Alarm', {
    ...{ AlarmName: 'errors', MetricName: 'TargetResponseTime', Period: 60, EvaluationPeriods: 2 },
    Dimensions: [{ Name: 'LoadBalancer', Value: { 'Fn::GetAtt': ['Balancer', 'LoadBalancerFullName'] } }],
    ...properties,
  });

describe('an Auto Scaling group behind a load balancer', () => {
  test('whose load balancer has an alarm is judged by it, and needs nothing more', () => {
    const lost = theOne(suggestFor({ ...balanced, Web: group(), Slow: alarm() }), 'one-instance-lost');

    expect(experimentOf(lost).steadyState.probes).toEqual([{ type: 'alarm', name: 'slow', alarm: 'errors' }]);
    expect(lost.prediction.outcome).toBe('should hold');
    expect(needed(lost)).toEqual([]);
  });

  test('without an alarm on the load balancer is told so, and gets a metric in its place', () => {
    const lost = theOne(suggestFor({ ...balanced, Web: group() }), 'one-instance-lost');

    expect(needed(lost)[0]).toBe(
      'must: no alarm on the load balancer Balancer: nothing that you run already would notice that users suffer',
    );
    expect(experimentOf(lost).steadyState.probes[0]).toMatchObject({
      expression: '100 * (FILL(failed1, 0) + FILL(failed2, 0)) / requests',
      metrics: { requests: { dimensions: { LoadBalancer: 'FILL-IN: LoadBalancer of Balancer' } } },
    });
  });

  test('that is deployed has its names and dimensions filled in', () => {
    const physicalIds = {
      Web: 'shop-Web-1ABC',
      Balancer:
        'arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/shop/50dc6c495c0c9188',
    };
    const lost = theOne(suggestFor({ ...balanced, Web: group() }, { physicalIds }), 'one-instance-lost');

    expect(experimentOf(lost).faults[0]?.targets.autoScalingGroup).toBe('shop-Web-1ABC');
    expect(experimentOf(lost).steadyState.probes[0]).toMatchObject({
      metrics: { requests: { dimensions: { LoadBalancer: 'app/shop/50dc6c495c0c9188' } } },
    });
    expect(needed(lost)).toHaveLength(1);
  });

  test.for<[string, object, string]>([
    [
      'HealthCheckType',
      { HealthCheckType: 'EC2' },
      'should: no health check of type ELB on Web: an instance whose process has died is never replaced',
    ],
    ['MinSize', { MinSize: 1 }, 'should: Web has a single instance: there is none to take over'],
    ['MinSize', { MinSize: 0 }, 'should: Web has no instance: there is none to take over'],
    ['Tags', { Tags: [] }, 'must: Web does not carry the consent tag, so nothing will touch it'],
    [
      'Tags',
      { Tags: [{ Key: 'firedrill:consent', Value: 'allowed', PropagateAtLaunch: false }] },
      'must: Web does not carry the consent tag, so nothing will touch it',
    ],
    [
      'SuspendedProcesses',
      { SuspendedProcesses: ['Launch'] },
      'must: Web has suspended processes, so it may replace nothing',
    ],
    [
      'TargetGroupARNs',
      { TargetGroupARNs: [] },
      'should: Web is behind no load balancer of this template, so who sends work to its instances is not known here',
    ],
  ])('says of its %s (%j): %s', ([, properties, need]) => {
    const found = suggestFor({ ...balanced, Web: group(properties), Slow: alarm() });

    expect(needed(theOne(found, 'one-instance-lost'))).toContain(need);
  });

  test('consents where the whole stack does', () => {
    const found = suggestFor(
      { ...balanced, Web: group({ Tags: [] }), Slow: alarm() },
      { tags: { 'firedrill:consent': 'allowed' } },
    );

    expect(needed(theOne(found, 'one-instance-lost'))).toEqual([]);
  });

  test('of unknown size is expected to hold if it has two', () => {
    const found = suggestFor({ ...balanced, Web: group({ MinSize: { Ref: 'Nowhere' } }) });

    expect(theOne(found, 'one-instance-lost').prediction.reason).toMatch(/^with two instances or more/);
  });

  test('a network that is not in the template is lost by FIS’s own parameters', () => {
    const found = suggestFor({
      ...balanced,
      Web: group({ AvailabilityZones: ['us-east-2b', 'us-east-2c'] }),
    });
    const lost = theOne(found, 'zone-lost');

    expect(experimentOf(lost).faults[0]?.targets.parameters).toEqual({
      availabilityZoneIdentifier: 'us-east-2b',
      vpc: 'FILL-IN: id of the VPC',
    });
    expect(lost.prediction.reason).toBe('Web is spread over 2 zones');
    expect(needed(lost)).toContain(
      'must: the network of Web is not in this template, so what else is in that zone is not known here',
    );
  });

  test('in one zone does not outlive it', () => {
    const lost = theOne(
      suggestFor({ ...balanced, Web: group({ AvailabilityZones: ['eu-central-1a'] }) }),
      'zone-lost',
    );

    expect(lost.prediction).toEqual({
      outcome: 'will fail',
      reason: 'Web runs in one zone: with it goes everything',
    });
    expect(needed(lost)).toContain('should: Web is in one zone');
  });
});

describe('an alarm', () => {
  test.for<[string, object, string | undefined]>([
    [
      'without a name',
      { AlarmName: undefined },
      'must: the alarm Slow has no name of its own, so the experiment cannot name it',
    ],
    [
      'on a sparse metric that has no data',
      { MetricName: 'HTTPCode_ELB_5XX_Count' },
      'must: the alarm Slow has no data while all is well, and a run starts only when it is OK',
    ],
    [
      'on a sparse metric that takes silence for health',
      { MetricName: 'HTTPCode_ELB_5XX_Count', TreatMissingData: 'notBreaching' },
      'should: the alarm Slow is also quiet when nobody comes at all',
    ],
    [
      'that is slow',
      { Period: 300, EvaluationPeriods: 3 },
      'should: the alarm Slow needs 15 minutes to fire, too long to stop an experiment',
    ],
    ['with M of N', { Period: 60, EvaluationPeriods: 10, DatapointsToAlarm: 2 }, undefined],
    [
      'of metric math',
      {
        MetricName: undefined,
        Dimensions: undefined,
        Metrics: [
          {
            Id: 'm',
            MetricStat: {
              Metric: {
                MetricName: 'TargetResponseTime',
                Dimensions: [
                  { Name: 'LoadBalancer', Value: { 'Fn::GetAtt': 'Balancer.LoadBalancerFullName' } },
                ],
              },
            },
          },
        ],
      },
      undefined,
    ],
  ])('%s is used, and what is wrong with it is said', ([, properties, need]) => {
    const lost = theOne(
      suggestFor({ ...balanced, Web: group(), Slow: alarm(properties) }),
      'one-instance-lost',
    );

    expect(lost.experiment).toMatchObject({ steadyState: { probes: [{ type: 'alarm' }] } });
    expect(needed(lost)).toEqual(need === undefined ? [] : [need]);
  });

  test('on what is broken on purpose is no probe, and whoever is paged by it is to be told', () => {
    const found = suggestFor({
      ...balanced,
      Web: group(),
      Slow: alarm(),
      Sick: alarm({ MetricName: 'UnHealthyHostCount' }),
    });
    const lost = theOne(found, 'one-instance-lost');

    expect(experimentOf(lost).steadyState.probes).toHaveLength(1);
    expect(needed(lost)).toEqual([
      'should: the alarm Sick will fire, because it watches what is broken on purpose; it is no probe here',
    ]);
  });

  test('on a target group, or through a listener as the CDK writes it, is about the load balancer', () => {
    const dimension = {
      'Fn::Join': ['/', [{ 'Fn::Select': [1, { 'Fn::Split': ['/', { Ref: 'Listener' }] }] }]],
    };
    for (const Value of [{ 'Fn::GetAtt': ['Targets', 'TargetGroupFullName'] }, dimension]) {
      const found = suggestFor({
        ...balanced,
        Web: group(),
        Slow: alarm({ Dimensions: [{ Name: 'X', Value }] }),
      });
      expect(theOne(found, 'one-instance-lost').experiment).toMatchObject({
        steadyState: { probes: [{ type: 'alarm' }] },
      });
    }
  });
});

type Row = readonly [
  title: string,
  resources: Readonly<Record<string, unknown>>,
  event: string,
  outcome: 'should hold' | 'will fail',
  fault: object,
  needs: readonly string[],
];

const tags = { Tags: [{ Key: 'firedrill:consent', Value: 'allowed' }] };
const code = { Code: { ZipFile: 'x' }, ...tags };
const layer = { Layers: ['arn'], Environment: { Variables: { AWS_FIS_CONFIGURATION_LOCATION: 'arn' } } };

const rows: readonly Row[] = [
  [
    'a single instance stops, and nothing takes over',
    { Box: a('AWS::EC2::Instance', tags) },
    'stops',
    'will fail',
    { action: 'aws:ec2:stop-instances', parameters: { startInstancesAfterDuration: 'PT3M' } },
    ['should: Box is a single instance: there is none to take over, and none to replace it'],
  ],
  [
    'a volume stalls, and its instance with it',
    {
      Box: a('AWS::EC2::Instance'),
      Disk: a('AWS::EC2::Volume', tags),
      At: a('AWS::EC2::VolumeAttachment', { InstanceId: { Ref: 'Box' }, VolumeId: { Ref: 'Disk' } }),
    },
    'volume-stalls',
    'will fail',
    { action: 'aws:ebs:pause-volume-io', targets: { resourceType: 'aws:ec2:ebs-volume', stack: 'shop' } },
    ['should: nothing in the template backs Disk up'],
  ],
  [
    'an Aurora cluster with a reader',
    {
      Db: a('AWS::RDS::DBCluster', { Engine: 'aurora-mysql', ...tags }),
      One: a('AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Db' } }),
      Two: a('AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Db' } }),
    },
    'failover',
    'should hold',
    { action: 'aws:rds:failover-db-cluster', targets: { resourceType: 'aws:rds:cluster' } },
    [],
  ],
  [
    'an Aurora cluster without a reader',
    {
      Db: a('AWS::RDS::DBCluster', { Engine: 'aurora-mysql', ...tags }),
      One: a('AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Db' } }),
    },
    'failover',
    'will fail',
    {},
    ['should: Db has a single instance: this will fail, as there is no reader'],
  ],
  [
    'a Multi-AZ cluster that is not Aurora’s',
    { Db: a('AWS::RDS::DBCluster', { Engine: 'mysql', ...tags }) },
    'failover',
    'should hold',
    {},
    [],
  ],
  [
    'a database whose Multi-AZ is left open',
    { Db: a('AWS::RDS::DBInstance', { MultiAZ: { Ref: 'Nowhere' }, ...tags }) },
    'failover',
    'should hold',
    { parameters: { forceFailover: 'true' } },
    ['must: whether Db is Multi-AZ is left open: there is no Nowhere'],
  ],
  [
    'a database without backups',
    { Db: a('AWS::RDS::DBInstance', { MultiAZ: 'yes', BackupRetentionPeriod: 0, ...tags }) },
    'failover',
    'should hold',
    {},
    ['must: Db keeps no backups'],
  ],
  [
    'a service with one task',
    {
      Api: a('AWS::ECS::Service', { Cluster: 'main', ServiceName: 'api', PropagateTags: 'SERVICE', ...tags }),
    },
    'one-task-stops',
    'will fail',
    { targets: { resourceType: 'aws:ecs:task', parameters: { cluster: 'main', service: 'api' } } },
    [
      'should: Api has a single task: there is none to take over',
      'should: nothing checks whether the tasks of Api are healthy',
      'should: Api has no autoscaling: what is left gets no help but the replacement',
    ],
  ],
  [
    'a service with two tasks and no names',
    {
      Main: a('AWS::ECS::Cluster'),
      Api: a('AWS::ECS::Service', { Cluster: { Ref: 'Main' }, DesiredCount: 2, ...tags }),
      Scale: a('AWS::ApplicationAutoScaling::ScalableTarget', {
        ResourceId: { 'Fn::Join': ['/', ['service/x', { 'Fn::GetAtt': 'Api.Name' }]] },
      }),
    },
    'one-task-stops',
    'should hold',
    {},
    [
      'must: AWS makes the name of Api, and FIS finds tasks by it',
      'must: Api does not carry the consent tag, so nothing will touch it',
      'should: nothing checks whether the tasks of Api are healthy',
    ],
  ],
  [
    'a node group',
    {
      K8s: a('AWS::EKS::Cluster', tags),
      Nodes: a('AWS::EKS::Nodegroup', {
        ClusterName: { Ref: 'K8s' },
        ScalingConfig: { DesiredSize: 3 },
        Tags: { 'firedrill:consent': 'allowed' },
      }),
    },
    'node-lost',
    'should hold',
    { action: 'aws:eks:terminate-nodegroup-instances', parameters: { instanceTerminationPercentage: '34' } },
    [],
  ],
  [
    'a node group of one',
    {
      Nodes: a('AWS::EKS::Nodegroup', {
        ScalingConfig: { MinSize: 1 },
        Tags: { 'firedrill:consent': 'allowed' },
      }),
    },
    'node-lost',
    'will fail',
    {},
    ['should: Nodes has a single node: there is none to take over'],
  ],
  [
    'a cluster’s pods',
    { K8s: a('AWS::EKS::Cluster', { Name: 'shop', ...tags }) },
    'pod-deleted',
    'should hold',
    { targets: { parameters: { clusterIdentifier: 'shop' } } },
    [
      'must: the template does not know the pods of the cluster',
      'must: FIS needs a service account in the cluster, with a role that lets it delete pods, and access for the role of the experiment',
    ],
  ],
  [
    'a cache without a replica',
    { Cache: a('AWS::ElastiCache::ReplicationGroup', { NumCacheClusters: 1, ...tags }) },
    'zone-without-power',
    'will fail',
    {
      action: 'aws:elasticache:replicationgroup-interrupt-az-power',
      targets: { parameters: { availabilityZoneIdentifier: 'eu-central-1a' } },
    },
    [
      'must: the template does not name its zones, so the one to lose is a guess',
      'should: Cache has no replica: this will fail, as there is nothing to fail over to',
    ],
  ],
  [
    'a cache that may not fail over',
    { Cache: a('AWS::ElastiCache::ReplicationGroup', { ReplicasPerNodeGroup: 1, ...tags }) },
    'zone-without-power',
    'will fail',
    {},
    [
      'must: the template does not name its zones, so the one to lose is a guess',
      'should: automatic failover is off on Cache',
      'should: Multi-AZ is off on Cache: primary and replica may be in one zone',
    ],
  ],
  [
    'a cache with a replica',
    {
      Cache: a('AWS::ElastiCache::ReplicationGroup', {
        NumCacheClusters: 2,
        AutomaticFailoverEnabled: true,
        MultiAZEnabled: true,
        ...tags,
      }),
    },
    'zone-without-power',
    'should hold',
    {},
    ['must: the template does not name its zones, so the one to lose is a guess'],
  ],
  [
    'a global table',
    {
      Orders: a('AWS::DynamoDB::GlobalTable', {
        Replicas: [{ Region: 'eu-central-1' }, { Region: 'eu-west-1' }],
        ...tags,
      }),
    },
    'replication-pauses',
    'should hold',
    { action: 'aws:dynamodb:global-table-pause-replication' },
    ['should: Orders has no point-in-time recovery'],
  ],
  [
    'one NAT gateway for all',
    { Net: a('AWS::EC2::Subnet', tags), Out: a('AWS::EC2::NatGateway', { SubnetId: { Ref: 'Net' } }) },
    'way-out-lost',
    'will fail',
    { action: 'aws:network:disrupt-connectivity' },
    ['should: there is one NAT gateway, Out, for all zones'],
  ],
  [
    'an endpoint that nothing names',
    { Door: a('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface', ...tags }) },
    'closed',
    'should hold',
    { targets: { tags: { Name: 'shop-Door' } } },
    ['must: Door has no name to be found by: CloudFormation gives endpoints no tags of its own'],
  ],
  [
    'a rule whose targets keep nothing',
    {
      Fn: a('AWS::Lambda::Function', code),
      Hourly: a('AWS::Events::Rule', {
        ScheduleExpression: 'rate(5 minutes)',
        Targets: [{ Arn: { 'Fn::GetAtt': ['Fn', 'Arn'] } }],
        ...tags,
      }),
    },
    'does-not-start',
    'will fail',
    { action: 'events/rule', parameters: { duration: 'PT10M' } },
    ['should: the targets of Hourly have no dead-letter queue: an event that cannot be delivered is gone'],
  ],
  [
    'a function on events that nobody keeps',
    {
      Fn: a('AWS::Lambda::Function', { ...code, ...layer }),
      On: a('AWS::Events::Rule', { State: 'DISABLED', Targets: [{ Arn: { Ref: 'Fn' } }] }),
    },
    'throttled',
    'will fail',
    { action: 'lambda/concurrency' },
    ['should: no dead-letter queue on Fn: after two more attempts the event is gone, and nobody is told'],
  ],
  [
    'a function on events that are kept',
    {
      Fn: a('AWS::Lambda::Function', { ...code, ...layer, DeadLetterConfig: { TargetArn: 'arn' } }),
      On: a('AWS::SNS::Subscription', { Endpoint: { Ref: 'Fn' } }),
    },
    'invocations-fail',
    'should hold',
    { action: 'aws:lambda:invocation-error' },
    [],
  ],
  [
    'a function that is called',
    {
      Fn: a('AWS::Lambda::Function', code),
      Url: a('AWS::Lambda::Url', { TargetFunctionArn: { Ref: 'Fn' } }),
    },
    'invocations-fail',
    'will fail',
    {},
    ['must: Fn does not have the FIS extension, without which its invocations cannot fail on purpose'],
  ],
  [
    'a function that may be called by S3',
    {
      Fn: a('AWS::Lambda::Function', code),
      May: a('AWS::Lambda::Permission', { FunctionName: { Ref: 'Fn' }, Principal: 's3.amazonaws.com' }),
    },
    'throttled',
    'will fail',
    {},
    ['should: no dead-letter queue on Fn: after two more attempts the event is gone, and nobody is told'],
  ],
  [
    'a queue that gives up nothing',
    {
      Q: a('AWS::SQS::Queue', { RedrivePolicy: {} }),
      Fn: a('AWS::Lambda::Function', code),
      M: a('AWS::Lambda::EventSourceMapping', {
        EventSourceArn: { 'Fn::GetAtt': ['Q', 'Arn'] },
        FunctionName: { Ref: 'Fn' },
      }),
    },
    'throttled',
    'should hold',
    {},
    [],
  ],
  [
    'a stream that blocks',
    {
      S: a('AWS::Kinesis::Stream'),
      Fn: a('AWS::Lambda::Function', code),
      M: a('AWS::Lambda::EventSourceMapping', {
        EventSourceArn: { 'Fn::GetAtt': ['S', 'Arn'] },
        FunctionName: { Ref: 'Fn' },
      }),
    },
    'throttled',
    'will fail',
    {},
    [
      'should: no dead-letter queue on Fn: records that fail hold up their shard until they expire, and then they are gone',
    ],
  ],
  [
    'an event source that pauses',
    {
      Q: a('AWS::SQS::Queue'),
      Fn: a('AWS::Lambda::Function', code),
      M: a('AWS::Lambda::EventSourceMapping', {
        EventSourceArn: { 'Fn::GetAtt': ['Q', 'Arn'] },
        FunctionName: { Ref: 'Fn' },
        ...tags,
      }),
    },
    'source-pauses',
    'should hold',
    {
      action: 'lambda/event-source',
      targets: { resourceType: 'aws:lambda:event-source-mapping', stack: 'shop' },
    },
    [],
  ],
  [
    'a stream that gives up what fails',
    {
      S: a('AWS::Kinesis::Stream'),
      Fn: a('AWS::Lambda::Function', code),
      M: a('AWS::Lambda::EventSourceMapping', {
        EventSourceArn: { 'Fn::GetAtt': ['S', 'Arn'] },
        FunctionName: { Ref: 'Fn' },
        DestinationConfig: { OnFailure: { Destination: 'arn' } },
      }),
    },
    'throttled',
    'should hold',
    {},
    [],
  ],
  [
    'a function whose failures have a destination',
    {
      Fn: a('AWS::Lambda::Function', code),
      Topic: a('AWS::SNS::Subscription', { Endpoint: { Ref: 'Fn' } }),
      On: a('AWS::Lambda::EventInvokeConfig', {
        FunctionName: { Ref: 'Fn' },
        DestinationConfig: { OnFailure: { Destination: 'arn' } },
      }),
    },
    'throttled',
    'should hold',
    {},
    [],
  ],
  [
    'a function that others may call and wait for',
    {
      Fn: a('AWS::Lambda::Function', code),
      May: a('AWS::Lambda::Permission', {
        FunctionName: { Ref: 'Fn' },
        Principal: 'elasticloadbalancing.amazonaws.com',
      }),
    },
    'throttled',
    'will fail',
    {},
    [],
  ],
  [
    'tasks that check themselves',
    {
      Task: a('AWS::ECS::TaskDefinition', { ContainerDefinitions: [{ HealthCheck: { Command: ['true'] } }] }),
      Api: a('AWS::ECS::Service', {
        ...{ Cluster: 'main', ServiceName: 'api', DesiredCount: 2, PropagateTags: 'SERVICE' },
        ...{ TaskDefinition: { Ref: 'Task' }, ...tags },
      }),
    },
    'one-task-stops',
    'should hold',
    {},
    ['should: Api has no autoscaling: what is left gets no help but the replacement'],
  ],
];

// What every one of them lacks: an alarm, and names that AWS makes.
const isAboutMetrics = (need: string) =>
  need.startsWith('must: no alarm on') || need.startsWith('must: the metric probe');

test.for(rows)('%s', ([, resources, event, outcome, fault, needs]) => {
  const suggestion = theOne(suggestFor(resources), event);

  expect(suggestion.prediction.outcome).toBe(outcome);
  expect(existsSync(new URL(`../../../experiments/${suggestion.system}/`, import.meta.url))).toBe(true);
  expect(suggestion.experiment.faults).toMatchObject([fault]);
  expect(needed(suggestion).filter((need) => !isAboutMetrics(need))).toEqual(needs);
  expect(experimentOf(suggestion).name).toBe(suggestion.experiment.name);
});

test.for<[string, Readonly<Record<string, unknown>>]>([
  ['a read replica', { Db: a('AWS::RDS::DBInstance', { SourceDBInstanceIdentifier: 'x' }) }],
  ['the first Aurora Serverless', { Db: a('AWS::RDS::DBCluster', { EngineMode: 'serverless' }) }],
  ['a function that nothing calls', { Fn: a('AWS::Lambda::Function', code) }],
  [
    'what the CDK deploys with',
    {
      LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a: a('AWS::Lambda::Function', code),
      May: a('AWS::Lambda::Permission', {
        FunctionName: { Ref: 'LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a' },
        Principal: 's3.amazonaws.com',
      }),
    },
  ],
  ['a daemon', { D: a('AWS::ECS::Service', { SchedulingStrategy: 'DAEMON', NetworkConfiguration: {} }) }],
  ['a rule once a day', { R: a('AWS::Events::Rule', { ScheduleExpression: 'rate(1 day)' }) }],
  ['a gateway endpoint', { E: a('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Gateway' }) }],
  ['a bucket that nobody reads', { B: a('AWS::S3::Bucket') }],
  [
    'a global table in one Region',
    { T: a('AWS::DynamoDB::GlobalTable', { Replicas: [{ Region: 'eu-west-1' }] }) },
  ],
])('%s is left alone', ([, resources]) => {
  expect(suggestFor(resources).suggestions.filter(({ event }) => event !== 'zone-lost')).toEqual([]);
});

test('a table in one Region is no experiment, but that it cannot be restored is noted', () => {
  expect(suggestFor({ Orders: a('AWS::DynamoDB::Table') }).notes).toEqual([
    'Orders: Orders has no point-in-time recovery (REL 9); write `PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }`',
  ]);
});

test('of many that are alike the first three are proposed, and the others are named', () => {
  const boxes = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`Box${n}`, a('AWS::EC2::Instance')]));

  expect(suggestFor(boxes).suggestions).toHaveLength(3);
  expect(suggestFor(boxes).notes).toEqual(['2 more like box1-stops, with `--all`: Box4, Box5']);
  expect(suggestFor(boxes, {}, { all: true }).suggestions).toHaveLength(5);
  expect(suggestFor(boxes, {}, { all: true }).notes).toEqual([]);
});

test('resources whose names come to the same give experiments of different names', () => {
  const found = suggestFor({ WebBox: a('AWS::EC2::Instance'), webBox: a('AWS::EC2::Instance') });

  expect(found.suggestions.map(({ experiment }) => experiment.name)).toEqual([
    'web-box-stops',
    'web-box-stops-2',
  ]);
});

test('one of several is found by the tags that CloudFormation gives it, an only one by its stack', () => {
  const [one] = suggestFor({ A: a('AWS::EC2::Instance') }).suggestions;
  const [first] = suggestFor({ A: a('AWS::EC2::Instance'), B: a('AWS::EC2::Instance') }).suggestions;

  expect(one?.experiment.faults).toMatchObject([{ targets: { stack: 'shop' } }]);
  expect(first?.experiment.faults).toMatchObject([
    { targets: { tags: { 'aws:cloudformation:stack-name': 'shop', 'aws:cloudformation:logical-id': 'A' } } },
  ]);
});
