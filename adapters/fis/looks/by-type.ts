import type { EC2Client } from '@aws-sdk/client-ec2';
import type { RDSClient } from '@aws-sdk/client-rds';
import { NotFound } from '../../../core/errors.ts';
import type { FaultRecord } from '../../../core/run.ts';
import { type FisAction, knownAction } from '../actions.ts';
import { lookAtClusters } from './clusters.ts';
import { lookAtDatabases } from './databases.ts';
import { lookAtInstances } from './instances.ts';
import type { Look } from './look.ts';
import { standingsOf, type TargetLook } from './standings.ts';
import { lookAtSubnets } from './subnets.ts';

/** The services that own what is hit. */
export type Owners = { readonly ec2: EC2Client; readonly rds: RDSClient };

const looks: Readonly<Record<string, (owners: Owners) => Look>> = {
  'aws:ec2:instance': ({ ec2 }) => lookAtInstances(ec2),
  'aws:ec2:subnet': ({ ec2 }) => lookAtSubnets(ec2),
  'aws:rds:cluster': ({ rds }) => lookAtClusters(rds),
  'aws:rds:db': ({ rds }) => lookAtDatabases(rds),
};

/** How the resources that an action hits are looked at. */
export const lookFor = (owners: Owners, { facts: { resourceType } }: FisAction): Look => {
  const look = looks[resourceType];
  if (look === undefined) throw new NotFound(`The driver fis cannot look at ${resourceType}`);
  return look(owners);
};

/** Looks at every target that a fault is to hit, at the service that owns it. */
export const lookAtTargets = (
  owners: Owners,
  record: Pick<FaultRecord, 'action' | 'targets' | 'before'>,
): Promise<readonly TargetLook[]> => standingsOf(lookFor(owners, knownAction(record)), record);
