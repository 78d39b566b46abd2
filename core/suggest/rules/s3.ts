import type { RawMap } from '../../documents/raw.ts';
import { measure } from '../measure.ts';
import { propose } from '../propose.ts';
import { type Scene, wordOf } from '../scene.ts';
import type { Suggestion } from '../suggestion.ts';
import { exactly, subnetsIn } from '../targets.ts';
import type { Resource } from '../template/template.ts';
import { type Rule, zoneFor } from './rule.ts';

/** What S3 is to servers in a network: out of reach for some minutes. */
export const s3: Rule = (scene) => unreachable(scene, 's3', 'AWS::S3::Bucket');

/** The same for DynamoDB. */
export const dynamoDbFromNetwork: Rule = (scene) =>
  unreachable(scene, 'dynamodb', 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable');

const SERVERS = [
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::EC2::Instance',
  'AWS::ECS::Service',
  'AWS::Lambda::Function',
] as const;

const unreachable = (
  scene: Scene,
  scope: 's3' | 'dynamodb',
  ...types: readonly string[]
): readonly Suggestion[] => {
  const users = scene.ofType(...SERVERS).filter((server) => subnetsOf(scene, server).length > 0);
  const pairs = users.flatMap((server) => {
    const used = usedBy(scene, server, types);
    return used.length > 0 ? [{ server, used }] : [];
  });
  const [first] = pairs;
  return first ? [cutOff(scene, scope, first.server, first.used)] : [];
};

const cutOff = (
  scene: Scene,
  scope: 's3' | 'dynamodb',
  server: Resource,
  used: readonly Resource[],
): Suggestion => {
  const what = scope === 's3' ? 'S3' : 'DynamoDB';
  const subnets = subnetsOf(scene, server);
  // FIS takes five subnets at most with any scope but `all`.
  const narrow = subnets.length > MOST_SUBNETS;
  const { zone, need, remark } = zoneFor(scene, () => scene.where(subnets[0] ?? server));
  return propose(scene, {
    ...{
      system: scope === 's3' ? 's3' : 'dynamodb',
      event: `${scope}-out-of-reach`,
      hit: [server, ...subnets],
    },
    about: used,
    title: `Users are served when ${wordOf(server)} cannot reach ${what}`,
    why: `${wordOf(server)} uses ${used.map(wordOf).join(', ')}. What does not need ${what} should go on, and what does should fail fast.`,
    faults: targetsOf(scene, subnets, narrow ? zone : undefined).map((targets, index) => ({
      name: `${scope}-out-of-reach${index === 0 ? '' : `-${index + 1}`}`,
      action: 'aws:network:disrupt-connectivity',
      targets,
      parameters: { scope, duration: 'PT5M' },
    })),
    measured: measure(scene, { resource: server, graceSeconds: 10 }),
    ...{ recoverWithin: 'PT3M', maxTargets: Math.min(subnets.length, MOST_SUBNETS), maxPercent: 100 },
    prediction: {
      outcome: 'should hold',
      reason: `if its code has timeouts towards ${what} and a way on without it; the template cannot say that, which is why it is worth a try`,
    },
    needs: [narrow && need],
    answers: ['REL 5', 'REL 4', 'REL 10'],
    ...(narrow && { comments: { '/faults/0/targets': remark } }),
  });
};

const MOST_SUBNETS = 5;

// All of a stack's together, or each of some by its name: nothing else tells them from the others.
const targetsOf = (
  scene: Scene,
  subnets: readonly Resource[],
  zone: string | undefined,
): readonly RawMap[] => {
  if (zone !== undefined) return [subnetsIn(scene, zone)];
  const all = { resourceType: 'aws:ec2:subnet', stack: scene.stack, select: 'ALL' };
  if (scene.ofType('AWS::EC2::Subnet').length === subnets.length) return [all];
  return subnets.map((subnet) => exactly(scene, subnet, 'aws:ec2:subnet'));
};

const subnetsOf = (scene: Scene, { properties }: Resource): readonly Resource[] =>
  scene.named(properties, 'AWS::EC2::Subnet');

// A server uses what it, its launch template or its role names, or what names that role.
const usedBy = (scene: Scene, server: Resource, types: readonly string[]): readonly Resource[] => {
  const around = [server, ...scene.named(server.properties, ...BETWEEN)];
  const further = around.flatMap(({ properties }) => scene.named(properties, ...BETWEEN));
  const roles = [...around, ...further].flatMap(({ properties }) => scene.named(properties, ...ROLES));
  const real = roles.flatMap((role) => [role, ...scene.named(role.properties, 'AWS::IAM::Role')]);
  const policies = real.flatMap(({ id }) => scene.referrers(id, ...POLICIES));
  const all = new Set([...around, ...further, ...real, ...policies]);
  return [...new Set([...all].flatMap(({ properties }) => scene.named(properties, ...types)))];
};

const BETWEEN = [
  'AWS::EC2::LaunchTemplate',
  'AWS::AutoScaling::LaunchConfiguration',
  'AWS::ECS::TaskDefinition',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::Role',
];
const ROLES = ['AWS::IAM::InstanceProfile', 'AWS::IAM::Role'];
const POLICIES = [
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::RolePolicy',
  'AWS::S3::BucketPolicy',
];
