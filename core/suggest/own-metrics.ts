import type { RawMap } from '../documents/raw.ts';
import { failuresOf, type MetricDraft } from './metrics.ts';
import { fill, nameOf, type Scene } from './scene.ts';
import type { Resource } from './template/template.ts';
import { knownText } from './template/values.ts';

/** How a resource of some type shows by itself that it is well. */
type OwnMetric = {
  readonly name: string;
  readonly namespace: string;
  readonly metric: string;
  readonly stat: string;
  /** `least`: how many of what it counts must be there. */
  bounds(least: number): RawMap;
  /** Values that only AWS knows are left undefined. */
  dimensions(scene: Scene, resource: Resource): Readonly<Record<string, string | undefined>>;
};

/** What tells of a resource where nothing tells what its users see. */
export const ownMetric = (scene: Scene, resource: Resource, least = 1): MetricDraft => {
  if (resource.type === 'AWS::Lambda::Function') return failuresOf(resource);
  const { name, namespace, metric, stat, bounds, dimensions } = byType[resource.type] ?? OF_NOTHING;
  const known = Object.entries(dimensions(scene, resource));
  const unknown = known.flatMap(([dimension, value]) => (value === undefined ? [dimension] : []));
  const filled = known.map(([dimension, value]) => [
    dimension,
    value ?? fill(`${dimension} of ${resource.id}`),
  ]);
  const reading = { namespace, metric, dimensions: Object.fromEntries(filled), stat };
  return {
    probe: {
      ...{ name, type: 'metric', metrics: { reading }, period: 'PT1M' },
      ...{ bounds: bounds(least), tolerance: { breaches: 2, of: 3 } },
    },
    ...(unknown.length > 0 && { unknown: `the ${unknown.join(' and ')} of ${resource.id}, which AWS makes` }),
  };
};

const atLeast = (least: number) => ({ min: least });
const atMost = (most: number) => () => ({ max: most });
const called = (dimension: string) => (_: Scene, resource: Resource) => ({ [dimension]: nameOf(resource) });

const TEN_MINUTES_S = 600;

// Names and dimensions as in "AWS services that publish CloudWatch metrics"; group metrics and Container Insights are off
// until somebody turns them on.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html
const byType: Readonly<Record<string, OwnMetric>> = {
  'AWS::AutoScaling::AutoScalingGroup': {
    ...{ name: 'in-service', namespace: 'AWS/AutoScaling', metric: 'GroupInServiceInstances' },
    ...{ stat: 'Minimum', bounds: atLeast, dimensions: called('AutoScalingGroupName') },
  },
  'AWS::EC2::Instance': {
    ...{ name: 'status-checks', namespace: 'AWS/EC2', metric: 'StatusCheckFailed' },
    ...{ stat: 'Maximum', bounds: atMost(0), dimensions: called('InstanceId') },
  },
  'AWS::ECS::Service': {
    ...{ name: 'running-tasks', namespace: 'ECS/ContainerInsights', metric: 'RunningTaskCount' },
    ...{ stat: 'Minimum', bounds: atLeast },
    dimensions: (scene, service) => ({
      ClusterName: clusterOf(scene, service),
      ServiceName: nameOf(service),
    }),
  },
  'AWS::EKS::Cluster': {
    ...{ name: 'nodes', namespace: 'ContainerInsights', metric: 'cluster_node_count' },
    ...{ stat: 'Minimum', bounds: atLeast, dimensions: called('ClusterName') },
  },
  'AWS::EKS::Nodegroup': {
    ...{ name: 'nodes', namespace: 'ContainerInsights', metric: 'cluster_node_count' },
    ...{ stat: 'Minimum', bounds: atLeast },
    dimensions: (scene, group) => ({ ClusterName: eksClusterOf(scene, group) }),
  },
  'AWS::RDS::DBInstance': {
    ...{ name: 'connections', namespace: 'AWS/RDS', metric: 'DatabaseConnections' },
    ...{ stat: 'Average', bounds: atLeast, dimensions: called('DBInstanceIdentifier') },
  },
  'AWS::RDS::DBCluster': {
    ...{ name: 'connections', namespace: 'AWS/RDS', metric: 'DatabaseConnections' },
    ...{ stat: 'Average', bounds: atLeast, dimensions: called('DBClusterIdentifier') },
  },
  'AWS::ElastiCache::ReplicationGroup': {
    ...{ name: 'connections', namespace: 'AWS/ElastiCache', metric: 'CurrConnections' },
    ...{ stat: 'Average', bounds: atLeast },
    // Each node is measured under a name of its own; this is the first one's, without shards.
    dimensions: (_, group) => {
      const name = nameOf(group);
      return { CacheClusterId: name === undefined ? undefined : `${name}-001` };
    },
  },
  'AWS::DynamoDB::GlobalTable': {
    ...{ name: 'reads', namespace: 'AWS/DynamoDB', metric: 'ConsumedReadCapacityUnits' },
    ...{ stat: 'Sum', bounds: atLeast, dimensions: called('TableName') },
  },
  'AWS::SQS::Queue': {
    ...{ name: 'oldest-message', namespace: 'AWS/SQS', metric: 'ApproximateAgeOfOldestMessage' },
    ...{ stat: 'Maximum', bounds: atMost(TEN_MINUTES_S), dimensions: called('QueueName') },
  },
  'AWS::Lambda::EventSourceMapping': {
    ...{ name: 'iterator-age', namespace: 'AWS/Lambda', metric: 'IteratorAge', stat: 'Maximum' },
    bounds: atMost(TEN_MINUTES_S * 1000),
    dimensions: (scene, mapping) => {
      const [fn] = scene.named(mapping.properties.FunctionName, 'AWS::Lambda::Function');
      return { FunctionName: fn && nameOf(fn) };
    },
  },
  'AWS::Events::Rule': {
    ...{ name: 'invocations', namespace: 'AWS/Events', metric: 'Invocations' },
    ...{ stat: 'Sum', bounds: atLeast, dimensions: called('RuleName') },
  },
  'AWS::EC2::NatGateway': {
    ...{ name: 'connections', namespace: 'AWS/NATGateway', metric: 'ActiveConnectionCount' },
    ...{ stat: 'Maximum', bounds: atLeast, dimensions: called('NatGatewayId') },
  },
  'AWS::EC2::VPCEndpoint': {
    ...{ name: 'connections', namespace: 'AWS/PrivateLinkEndpoints', metric: 'ActiveConnections' },
    ...{ stat: 'Maximum', bounds: atLeast },
    dimensions: (_, { properties, physicalId }) => ({
      'Endpoint Type': 'Interface',
      'Service Name': knownText(properties.ServiceName),
      'VPC Endpoint Id': physicalId,
      'VPC Id': knownText(properties.VpcId),
    }),
  },
  'AWS::EC2::Volume': {
    ...{ name: 'queue', namespace: 'AWS/EBS', metric: 'VolumeQueueLength' },
    ...{ stat: 'Average', bounds: atMost(10), dimensions: called('VolumeId') },
  },
};

const OF_NOTHING: OwnMetric = {
  ...{ name: 'what-users-see', namespace: fill('namespace'), metric: fill('metric'), stat: 'Sum' },
  ...{ bounds: atLeast, dimensions: () => ({}) },
};

/** The name of the cluster of a service, where it is known; without one it is in the default cluster. */
export const clusterOf = (scene: Scene, { properties: { Cluster } }: Resource): string | undefined => {
  const [cluster] = scene.named(Cluster, 'AWS::ECS::Cluster');
  if (cluster) return nameOf(cluster);
  return Cluster === undefined ? 'default' : knownText(Cluster)?.split('/').at(-1);
};

const eksClusterOf = (scene: Scene, { properties: { ClusterName } }: Resource): string | undefined => {
  const [cluster] = scene.named(ClusterName, 'AWS::EKS::Cluster');
  return cluster ? nameOf(cluster) : knownText(ClusterName);
};
