import type { Path } from '../documents/problem.ts';
import { isMap, listOf, mapOf } from '../documents/raw.ts';
import { PLACEHOLDER } from '../import/shared/placeholder.ts';
import type { Resource, Template, Where } from './template/template.ts';
import { isReference, knownText, referencesIn } from './template/values.ts';

/** What the author of the experiments knows, and the template does not. */
export type Wishes = {
  /** The zone to lose; a guess, where neither this nor the template names one. */
  readonly zone?: string;
  /** An address that answers 200 when all is well for users. */
  readonly url?: string;
  /** Also the fourth and later of experiments that are alike. */
  readonly all?: boolean;
  /** Who answers for the experiments. */
  readonly owner?: string;
};

/** A template with the ways between its resources, and what is wished. */
export type Scene = {
  readonly template: Template;
  readonly wishes: Wishes;
  readonly stack: string;
  ofType(...types: readonly string[]): readonly Resource[];
  byId(id: string): Resource | undefined;
  /** The resources that a value names, of these types only where some are given. */
  named(value: unknown, ...types: readonly string[]): readonly Resource[];
  /** The resources whose properties name this one. */
  referrers(id: string, ...types: readonly string[]): readonly Resource[];
  where(resource: Resource, ...path: Path): Where;
};

/** A template, made ready to be asked. */
export const sceneOf = (template: Template, wishes: Wishes = {}): Scene => {
  const byId = new Map(template.resources.map((resource) => [resource.id, resource]));
  const byName = namesOf(template.resources);
  const naming = new Map<string, Set<string>>();
  for (const { id, properties } of template.resources)
    for (const target of referencesIn(properties)) {
      const those = naming.get(target) ?? new Set();
      naming.set(target, those.add(id));
    }
  const fits = (types: readonly string[]) => (resource: Resource) =>
    types.length === 0 || types.includes(resource.type);
  const resourcesOf = (ids: Iterable<string>) => [...ids].flatMap((id) => byId.get(id) ?? []);
  return {
    template,
    wishes,
    stack: template.given.stack,
    byId: (id) => byId.get(id),
    ofType: (...types) => template.resources.filter(fits(types)),
    named: (value, ...types) =>
      resourcesOf(
        new Set([...referencesIn(value), ...textsIn(value).flatMap((text) => byName.get(text) ?? [])]),
      ).filter(fits(types)),
    referrers: (id, ...types) => resourcesOf(naming.get(id) ?? []).filter(fits(types)),
    where: ({ path }, ...inside) => template.where([...path, ...inside]),
  };
};

// The property that gives a resource its name, where its author chose one.
const namedBy: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::RestApi': 'Name',
  'AWS::AutoScaling::AutoScalingGroup': 'AutoScalingGroupName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::ECS::Cluster': 'ClusterName',
  'AWS::ECS::Service': 'ServiceName',
  'AWS::EKS::Cluster': 'Name',
  'AWS::EKS::Nodegroup': 'NodegroupName',
  'AWS::ElastiCache::ReplicationGroup': 'ReplicationGroupId',
  'AWS::ElasticLoadBalancing::LoadBalancer': 'LoadBalancerName',
  'AWS::Events::Rule': 'Name',
  'AWS::Kinesis::Stream': 'StreamName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::RDS::DBCluster': 'DBClusterIdentifier',
  'AWS::RDS::DBInstance': 'DBInstanceIdentifier',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SQS::Queue': 'QueueName',
};

/** The name that the author of a template chose for a resource, if it can be one. */
export const ownName = ({ type, properties }: Resource): string | undefined => {
  const name = knownText(properties[namedBy[type] ?? '']);
  return name !== undefined && /^\S.{0,254}$/.test(name) ? name : undefined;
};

/** What a resource is called in the account: as deployed, or as its author chose; undefined before AWS has made a name. */
export const nameOf = (resource: Resource): string | undefined => {
  const { type, physicalId } = resource;
  // CloudFormation knows these by a URL, an ARN, or two names in one.
  const isPath = /^AWS::(SQS::Queue|ECS::Service|EKS::Nodegroup)$/.test(type);
  return (isPath ? physicalId?.split('/').at(-1) : physicalId) ?? ownName(resource);
};

const namesOf = (resources: readonly Resource[]): ReadonlyMap<string, string> =>
  new Map(
    resources.flatMap((resource) => {
      const name = ownName(resource);
      return name === undefined ? [] : [[name, resource.id] as const];
    }),
  );

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isMap(value) && !isReference(value) ? Object.values(value).flatMap(textsIn) : [];
};

/** A logical id as people say it: without what the CDK and the Serverless Framework put into it. */
export const wordOf = ({ id, type }: Resource): string => {
  const bare = id.replace(/[0-9A-F]{8}$/, '');
  const short =
    type === 'AWS::Lambda::Function' ? bare.replace(/LambdaFunction$/, '').replaceAll('Dash', '-') : bare;
  return short || bare || id;
};

/** A tag of a resource, whichever of CloudFormation's ways its type has to write them. */
export const tagOf = (resource: Resource, key: string): string | undefined => {
  const { Tags: tags } = resource.properties;
  if (isMap(tags)) return knownText(tags[key]);
  const tag = listOf(tags)
    .map(mapOf)
    .find((one) => knownText(one.Key) === key);
  return knownText(tag?.Value);
};

/** A placeholder, as the importers write it. */
export const fill = (what: string): string => `${PLACEHOLDER}: ${what}`;
