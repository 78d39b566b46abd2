import { NotFound } from '../../../core/errors.ts';
import type { Finder } from './find.ts';
import { inZones } from './narrowing.ts';
import { tagged } from './tagged.ts';

const finders: Readonly<Record<string, () => Promise<Finder>>> = {
  'aws:arc:zonal-shift-managed-resource': async () => (await import('./shift-managed.ts')).shiftManaged,
  'aws:directconnect:virtual-interface': async () => tagged('directconnect:dxvif', /:dxvif\/(.+)$/),
  'aws:dsql:cluster': async () => tagged('dsql:cluster', /:cluster\/(.+)$/),
  'aws:dynamodb:global-table': async () => tagged('dynamodb:table', /:table\/([^/]+)$/),
  'aws:ec2:autoscaling-group': async () => (await import('./groups.ts')).groups,
  'aws:ec2:ebs-volume': async () => {
    const { lookAtVolumes } = await import('../looks/volumes.ts');
    return {
      find: ({ ec2 }, { targets }) => lookAtVolumes(ec2)(targets),
      narrowing: { availabilityZoneIdentifier: inZones },
    };
  },
  'aws:ec2:instance': async () => (await import('./instances.ts')).instances,
  'aws:ec2:spot-instance': async () => (await import('./instances.ts')).spotInstances,
  'aws:ec2:subnet': async () => (await import('./subnets.ts')).subnets,
  'aws:ec2:transit-gateway': async () => {
    const { lookAtTransitGateways } = await import('../looks/transit-gateways.ts');
    return { find: ({ ec2 }, { targets }) => lookAtTransitGateways(ec2)(targets) };
  },
  'aws:ec2:vpc-endpoint': async () => {
    const { lookAtVpcEndpoints } = await import('../looks/vpc-endpoints.ts');
    return { find: ({ ec2 }, { targets }) => lookAtVpcEndpoints(ec2)(targets) };
  },
  'aws:ecs:task': async () => (await import('./tasks.ts')).tasks,
  'aws:eks:nodegroup': async () => (await import('./node-groups.ts')).nodeGroups,
  'aws:eks:pod': async () => (await import('./pods.ts')).pods,
  'aws:elasticache:replicationgroup': async () => (await import('./replication-groups.ts')).replicationGroups,
  'aws:iam:role': async () => (await import('./roles.ts')).roles,
  'aws:kinesis:stream': async () => tagged('kinesis:stream', /:stream\/([^/]+)$/),
  'aws:lambda:function': async () => (await import('./functions.ts')).functions,
  'aws:memorydb:multi-region-cluster': async () =>
    tagged('memorydb:multiregioncluster', /:multiregioncluster\/(.+)$/),
  'aws:rds:cluster': async () => (await import('./clusters.ts')).clusters,
  'aws:rds:db': async () => {
    const { lookAtDatabases } = await import('../looks/databases.ts');
    return {
      find: ({ rds }, { targets }) => lookAtDatabases(rds)(targets),
      narrowing: { availabilityZoneIdentifiers: inZones },
    };
  },
  'aws:s3:bucket': async () => (await import('./buckets.ts')).buckets,
};

/** How the resources of a type are found; each way is loaded by the first fault that wants it. */
export const finderOf = async (resourceType: string): Promise<Finder> => {
  const load = Object.hasOwn(finders, resourceType) ? finders[resourceType] : undefined;
  if (load === undefined) throw new NotFound(`The driver fis cannot look for ${resourceType}`);
  return load();
};
