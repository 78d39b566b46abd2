import type { EC2Client } from '@aws-sdk/client-ec2';
import type { RDSClient } from '@aws-sdk/client-rds';
import type { FaultRecord } from '../../../core/run.ts';
import { type FisAction, knownAction, type Sight } from '../actions.ts';
import type { OtherClients } from '../clients.ts';
import { clientOf } from '../clients.ts';
import type { Look } from './look.ts';
import { standingsOf, type TargetLook } from './standings.ts';

/** The services that own what is hit. */
export type Owners = {
  readonly ec2: EC2Client;
  readonly rds: RDSClient;
  readonly others?: Partial<OtherClients>;
};

// Each is loaded by the first fault that wants it.
const sights: Readonly<Record<Sight, (owners: Owners) => Promise<Look>>> = {
  clusters: async ({ rds }) => (await import('./clusters.ts')).lookAtClusters(rds),
  databases: async ({ rds }) => (await import('./databases.ts')).lookAtDatabases(rds),
  instances: async ({ ec2 }) => (await import('./instances.ts')).lookAtInstances(ec2),
  'node-groups': async ({ ec2 }) => (await import('./node-groups.ts')).lookAtNodeGroups(ec2),
  'route-tables': async ({ ec2 }) => (await import('./route-tables.ts')).lookAtRouteTables(ec2),
  subnets: async ({ ec2 }) => (await import('./subnets.ts')).lookAtSubnets(ec2),
  'table-policies': async (owners) => {
    const { lookAtTablePolicies } = await import('./table-policies.ts');
    return lookAtTablePolicies(await clientOf(owners, 'dynamodb'));
  },
  'transit-gateways': async ({ ec2 }) => (await import('./transit-gateways.ts')).lookAtTransitGateways(ec2),
  'vpc-endpoints': async ({ ec2 }) => (await import('./vpc-endpoints.ts')).lookAtVpcEndpoints(ec2),
};

/** How the resources that an action hits are looked at; undefined where there is nothing to be seen of it. */
export const lookFor = async (owners: Owners, { sight }: FisAction): Promise<Look | undefined> =>
  sight && sights[sight](owners);

/** Looks at every target that a fault is to hit, at the service that owns it; at none where it would show nothing. */
export const lookAtTargets = async (
  owners: Owners,
  record: Pick<FaultRecord, 'action' | 'targets' | 'before'>,
): Promise<readonly TargetLook[]> => {
  const look = await lookFor(owners, knownAction(record));
  return look ? standingsOf(look, record) : [];
};
