import type { Fault } from '../experiment.ts';
import type { WatchedMetric } from './context.ts';

// Counts that are reported only when they are not 0.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html and the like.
const SPARSE =
  /^(HTTPCode_(ELB|Target)_\w+|\w*ErrorCount|\w*Errors?Count|RejectedConnectionCount|ThrottledRequests|UserErrors|SystemErrors|ThrottledEvents|ExecutionsFailed|ExecutionsTimedOut|ExecutionsAborted|FailedInvocations|DeadLetterErrors|5xxErrors|4xxErrors)$/;

/** Whether a metric has no datapoint while all is well. */
export const isSparse = ({ metric }: WatchedMetric): boolean => SPARSE.test(metric);

// What a namespace watches: a machine or a service from inside, and whose faults move it. Any other is what a user sees.
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  'AWS/EC2': ['ec2', 'ebs', 'eks', 'ssm', 'asg'],
  'AWS/EBS': ['ebs', 'ec2'],
  'AWS/AutoScaling': ['ec2', 'eks', 'asg'],
  CWAgent: ['ec2', 'ebs', 'ssm'],
  'System/Linux': ['ec2', 'ebs', 'ssm'],
  'AWS/ECS': ['ecs', 'ec2', 'ssm'],
  'ECS/ContainerInsights': ['ecs', 'ec2', 'ssm'],
  ContainerInsights: ['eks', 'ec2', 'ssm'],
  'AWS/RDS': ['rds'],
  'AWS/DynamoDB': ['dynamodb'],
  'AWS/ElastiCache': ['elasticache'],
  'AWS/MemoryDB': ['memorydb'],
  'AWS/AuroraDSQL': ['dsql'],
  'AWS/Kinesis': ['kinesis'],
  'AWS/S3': ['s3'],
  'AWS/DX': ['directconnect'],
};

// A cut network, a shifted zone, a failing API or a document of somebody's may show anywhere.
const ANYWHERE = new Set(['network', 'arc', 'fis', 'ssm']);

const serviceOf = ({ action }: Fault): string =>
  action.split(/[:/]/)[action.startsWith('aws:') ? 1 : 0] ?? '';

/** Whether a metric is about a machine or a service from inside, not about what a user sees. */
export const isInside = ({ namespace }: WatchedMetric): boolean => Object.hasOwn(INSIDE, namespace);

/** Whether a fault could move a metric at all, as far as one can tell by names and zones. */
export const moves = (fault: Fault, metric: WatchedMetric): boolean => {
  const zone = metric.dimensions.AvailabilityZone;
  const zones = zonesOf(fault);
  if (zone !== undefined && zones.length > 0 && !zones.includes(zone)) return false;
  const service = serviceOf(fault);
  const movers = isInside(metric) ? INSIDE[metric.namespace] : undefined;
  return movers === undefined || ANYWHERE.has(service) || movers.includes(service);
};

/** The zones a fault is confined to by its own words; none where it is not. */
const zonesOf = ({ targets, parameters }: Fault): readonly string[] => [
  ...targets.filters.flatMap(({ path, values }) => (/AvailabilityZone$/.test(path) ? values : [])),
  ...[targets.parameters?.availabilityZoneIdentifier, parameters.availabilityZoneIdentifier].flatMap(
    (zone) => zone ?? [],
  ),
];
