import { expect, test } from 'vitest';
import { a, experimentOf, needed, suggestFor, theOne } from './support/template.ts';

const consent = { Tags: [{ Key: 'firedrill:consent', Value: 'allowed', PropagateAtLaunch: true }] };
const subnets = (count: number, more: object = {}) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `Net${n + 1}`,
      a('AWS::EC2::Subnet', {
        AvailabilityZone: { 'Fn::Select': [n % 3, { 'Fn::GetAZs': '' }] },
        ...consent,
        ...more,
      }),
    ]),
  );
const all = (count: number) => Array.from({ length: count }, (_, n) => ({ Ref: `Net${n + 1}` }));

const web = (count: number) =>
  a('AWS::AutoScaling::AutoScalingGroup', {
    ...{ DesiredCapacity: 3, VPCZoneIdentifier: all(count), ...consent },
    LaunchTemplate: { LaunchTemplateId: { Ref: 'Launch' } },
  });

const uses = (bucket: object) => ({
  Launch: a('AWS::EC2::LaunchTemplate', {
    LaunchTemplateData: { IamInstanceProfile: { Arn: { 'Fn::GetAtt': 'Profile.Arn' } } },
  }),
  Profile: a('AWS::IAM::InstanceProfile', { Roles: [{ Ref: 'Role' }] }),
  Role: a('AWS::IAM::Role'),
  Policy: a('AWS::IAM::Policy', {
    Roles: [{ Ref: 'Role' }],
    PolicyDocument: { Statement: [{ Resource: bucket }] },
  }),
});

const pictures = { Pictures: a('AWS::S3::Bucket') };

test('a group that uses all subnets of its stack loses S3 in all of them by the stack', () => {
  const lost = theOne(
    suggestFor({ ...subnets(2), Web: web(2), ...uses({ Ref: 'Pictures' }), ...pictures }),
    's3-out-of-reach',
  );

  expect(experimentOf(lost).faults.map(({ targets }) => targets.stack)).toEqual(['shop']);
  expect(experimentOf(lost).limits.maxTargets).toBe(2);
});

test('of more subnets than FIS takes, those of one zone lose it', () => {
  const lost = theOne(
    suggestFor({ ...subnets(6), Web: web(6), ...uses({ Ref: 'Pictures' }), ...pictures }),
    's3-out-of-reach',
  );

  expect(experimentOf(lost).faults).toMatchObject([
    { targets: { filters: [{ path: 'AvailabilityZone', values: ['eu-central-1a'] }] } },
  ]);
  expect(needed(lost)[0]).toMatch(/^must: the template does not name its zones/);
});

test('a table that servers in a network use can be out of reach for them', () => {
  const table = { Orders: a('AWS::DynamoDB::Table') };
  const lost = theOne(
    suggestFor({ ...subnets(2), Web: web(2), ...uses({ 'Fn::GetAtt': 'Orders.Arn' }), ...table }),
    'dynamodb-out-of-reach',
  );

  expect(experimentOf(lost).faults[0]?.parameters).toEqual({ scope: 'dynamodb', duration: 'PT5M' });
});

test('a function outside a network loses nothing', () => {
  const Fn = a('AWS::Lambda::Function', { Environment: { Variables: { BUCKET: { Ref: 'Pictures' } } } });

  expect(suggestFor({ Fn, ...pictures }).suggestions).toEqual([]);
});

test.for<[string, object, string]>([
  [
    'numbers',
    { AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] } },
    'Web runs in one zone: with it goes everything',
  ],
  ['names', { AvailabilityZone: 'eu-central-1b' }, 'Web runs in one zone: with it goes everything'],
  [
    'ids',
    { AvailabilityZone: undefined, AvailabilityZoneId: 'euc1-az1' },
    'Web runs in one zone: with it goes everything',
  ],
  ['a parameter', { AvailabilityZone: { Ref: 'Nowhere' } }, 'Web runs in one zone: with it goes everything'],
  [
    'nothing',
    { AvailabilityZone: undefined },
    'if its subnets lie in two zones or more: the template does not say',
  ],
])('how many zones there are is read from their %s', ([, more, reason]) => {
  expect(theOne(suggestFor({ ...subnets(2, more), Web: web(2) }), 'zone-lost').prediction.reason).toBe(
    reason,
  );
});

test('subnets by id do not say their zone; a list by parameter neither', () => {
  for (const VPCZoneIdentifier of [['subnet-1', 'subnet-2'], { Ref: 'Nowhere' }]) {
    const Web = a('AWS::AutoScaling::AutoScalingGroup', { DesiredCapacity: 2, VPCZoneIdentifier });
    expect(theOne(suggestFor({ Web }), 'zone-lost').prediction.reason).toMatch(
      /^if its subnets lie in two zones/,
    );
  }
});

test('a zone that a subnet names is the one to lose, and no guess', () => {
  const lost = theOne(
    suggestFor({ ...subnets(2, { AvailabilityZone: 'us-east-1c' }), Web: web(2) }),
    'zone-lost',
  );

  expect(experimentOf(lost).faults[0]?.targets.filters).toEqual([
    { path: 'AvailabilityZone', values: ['us-east-1c'] },
  ]);
  expect(needed(lost).join()).not.toContain('guess');
});

test('the Region of a deployed stack makes the guess a better one', () => {
  const lost = theOne(suggestFor({ ...subnets(2), Web: web(2) }, { region: 'ap-southeast-2' }), 'zone-lost');

  expect(experimentOf(lost).faults[0]?.targets.filters[0]?.values).toEqual(['ap-southeast-2a']);
});

test('the zone is that of what users reach, before what works behind it', () => {
  const front = {
    Front: a('AWS::ElasticLoadBalancing::LoadBalancer'),
    Api: a('AWS::ECS::Service', {
      ...{ DesiredCount: 2, LoadBalancers: [{ LoadBalancerName: { Ref: 'Front' } }] },
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: all(2) } },
    }),
  };

  const lost = theOne(suggestFor({ ...subnets(2), Web: web(2), ...front }), 'zone-lost');

  expect(lost.experiment.name).toBe('api-zone-lost');
  expect(lost.prediction.reason).toBe('Api is spread over 2 zones');
});

test('one NAT gateway for all zones is told of where a zone is lost', () => {
  const one = { Out: a('AWS::EC2::NatGateway', { SubnetId: { Ref: 'Net1' } }) };
  const two = { ...one, Way: a('AWS::EC2::NatGateway', { SubnetId: { Ref: 'Net2' } }) };

  expect(needed(theOne(suggestFor({ ...subnets(2), Web: web(2), ...one }), 'zone-lost')).join()).toContain(
    'there is one NAT gateway for all zones',
  );
  const found = suggestFor({ ...subnets(2), Web: web(2), ...two });
  expect(needed(theOne(found, 'zone-lost')).join()).not.toContain('NAT gateway');
  expect(theOne(found, 'way-out-lost').prediction.outcome).toBe('should hold');
});

test('a network that is given by its id is named', () => {
  const Targets = a('AWS::ElasticLoadBalancingV2::TargetGroup', { VpcId: 'vpc-0a1b' });
  const Web = a('AWS::AutoScaling::AutoScalingGroup', {
    DesiredCapacity: 2,
    TargetGroupARNs: [{ Ref: 'Targets' }],
  });

  expect(
    experimentOf(theOne(suggestFor({ Targets, Web }), 'zone-lost')).faults[0]?.targets.parameters,
  ).toEqual({
    availabilityZoneIdentifier: 'eu-central-1a',
    vpc: 'vpc-0a1b',
  });
});

test('what the CDK has synthesised gives names without its hashes', () => {
  const found = suggestFor({ ShopWebASG46ED3070: a('AWS::AutoScaling::AutoScalingGroup', { MinSize: '2' }) });

  expect(theOne(found, 'one-instance-lost')).toMatchObject({
    title: 'Users notice nothing when one instance of ShopWebASG is lost',
    experiment: { name: 'shop-web-asg-one-instance-lost' },
    resources: [{ id: 'ShopWebASG46ED3070' }],
  });
});

test.for<[string, object, string, string]>([
  [
    'off',
    { MultiAZ: false },
    'will fail',
    'the database Db is in one zone (Multi-AZ is off): if it is that zone, nothing is stored or read',
  ],
  ['left open', { MultiAZ: { Ref: 'Nowhere' } }, 'should hold', 'Web is spread over 3 zones'],
  [
    'a member of a cluster, which has its own',
    { DBClusterIdentifier: 'x' },
    'should hold',
    'Web is spread over 3 zones',
  ],
])('a zone is lost for a database whose Multi-AZ is %s', ([, properties, outcome, reason]) => {
  const found = suggestFor({ ...subnets(3), Web: web(3), Db: a('AWS::RDS::DBInstance', properties) });

  expect(theOne(found, 'zone-lost').prediction).toEqual({ outcome, reason });
});

test('a service that runs once does not outlive the zone that it is in', () => {
  const Api = a('AWS::ECS::Service', { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: all(2) } } });

  expect(theOne(suggestFor({ ...subnets(2), Api }), 'zone-lost').prediction.outcome).toBe('will fail');
});
