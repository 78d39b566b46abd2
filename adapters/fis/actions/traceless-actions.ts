import type { FisAction } from '../actions.ts';
import { podActions } from './pod-actions.ts';
import { taskActions } from './task-actions.ts';
import { type Traceless, traceless } from './traceless.ts';

const endsWithIt = 'stop the experiment: FIS injects it only while its action runs';

const apiErrors = (fault: string): FisAction =>
  traceless({
    revertClass: 'self-reverting',
    iamEnforced: 'partly',
    resourceType: 'aws:iam:role',
    undo: endsWithIt,
    fault,
    targetKey: 'Roles',
  });

const functionFault = (fault: string): FisAction =>
  traceless({
    revertClass: 'self-reverting',
    iamEnforced: 'no',
    resourceType: 'aws:lambda:function',
    undo: "stop the experiment: FIS takes its configuration away, and the function's extension ends the fault within 20 s",
    fault,
    targetKey: 'Functions',
  });

const whileItRuns = (
  one: Pick<Traceless, 'iamEnforced' | 'resourceType' | 'fault' | 'targetKey' | 'onlyByTags'>,
): FisAction => traceless({ ...one, revertClass: 'self-reverting', undo: endsWithIt });

const streams = {
  iamEnforced: 'partly',
  resourceType: 'aws:kinesis:stream',
  targetKey: 'KinesisStreams',
} as const;
const volumes = { iamEnforced: 'yes', resourceType: 'aws:ec2:ebs-volume', targetKey: 'Volumes' } as const;

/**
 * The actions of which nothing but FIS tells, each documented to last for its duration or to be done once and for all.
 * test/aws/fis/catalogue.test.ts compares them with core/catalogue, which functions do not bundle.
 */
export const tracelessActions: Readonly<Record<string, FisAction>> = {
  'aws:arc:start-zonal-autoshift': traceless({
    revertClass: 'self-reverting',
    iamEnforced: 'partly',
    resourceType: 'aws:arc:zonal-shift-managed-resource',
    undo: 'stop the experiment: FIS cancels the shift, which would else end a minute later by itself',
    fault: 'traffic is shifted away from the zone',
    targetKey: 'ManagedResources',
  }),
  'aws:directconnect:virtual-interface-disconnect': whileItRuns({
    iamEnforced: 'yes',
    resourceType: 'aws:directconnect:virtual-interface',
    fault: 'BGP is down',
    targetKey: 'VirtualInterfaces',
  }),
  'aws:dsql:cluster-connection-failure': whileItRuns({
    iamEnforced: 'partly',
    resourceType: 'aws:dsql:cluster',
    fault: 'connections fail',
    targetKey: 'Clusters',
  }),
  'aws:ebs:pause-volume-io': whileItRuns({ ...volumes, fault: 'reads and writes wait' }),
  'aws:ebs:volume-io-latency': whileItRuns({ ...volumes, fault: 'reads and writes are slow' }),
  'aws:ec2:api-insufficient-instance-capacity-error': apiErrors('launches find no capacity'),
  'aws:ec2:asg-insufficient-instance-capacity-error': whileItRuns({
    iamEnforced: 'partly',
    resourceType: 'aws:ec2:autoscaling-group',
    fault: 'launches find no capacity',
    targetKey: 'AutoScalingGroups',
  }),
  'aws:elasticache:replicationgroup-interrupt-az-power': traceless({
    revertClass: 'irreversible',
    iamEnforced: 'yes',
    resourceType: 'aws:elasticache:replicationgroup',
    undo: 'irreversible, a primary that was moved stays where it is: await that the nodes of the zone are replaced once FIS lets them be',
    fault: 'its nodes in the zone are without power',
    targetKey: 'ReplicationGroups',
    targetParameters: ({ zone = '' }) => ({ availabilityZoneIdentifier: zone }),
  }),
  'aws:fis:inject-api-internal-error': apiErrors('its calls fail with internal errors'),
  'aws:fis:inject-api-throttle-error': apiErrors('its calls are throttled'),
  'aws:fis:inject-api-unavailable-error': apiErrors('its calls find the service unavailable'),
  'aws:kinesis:stream-expired-iterator-exception': whileItRuns({ ...streams, fault: 'iterators expire' }),
  'aws:kinesis:stream-provisioned-throughput-exception': whileItRuns({
    ...streams,
    fault: 'requests exceed the throughput',
  }),
  'aws:lambda:invocation-add-delay': functionFault('invocations start late'),
  'aws:lambda:invocation-error': functionFault('invocations fail'),
  'aws:lambda:invocation-http-integration-response': functionFault('invocations answer otherwise'),
  'aws:memorydb:multi-region-cluster-pause-replication': whileItRuns({
    iamEnforced: 'yes',
    resourceType: 'aws:memorydb:multi-region-cluster',
    fault: 'it does not replicate',
    targetKey: 'MultiRegionClusters',
  }),
  'aws:s3:bucket-pause-replication': whileItRuns({
    iamEnforced: 'partly',
    resourceType: 'aws:s3:bucket',
    fault: 'it does not replicate',
    targetKey: 'Buckets',
    onlyByTags: true,
  }),
  ...podActions,
  ...taskActions,
};
