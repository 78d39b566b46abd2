import type { EC2Client } from '@aws-sdk/client-ec2';
import type { RDSClient } from '@aws-sdk/client-rds';
import { NotFound } from '../../../core/errors.ts';
import type { FaultRecord, Image } from '../../../core/run.ts';
import { type FisAction, knownAction, type Standing, targetsToHit } from '../actions.ts';
import { lookAtClusters } from './clusters.ts';
import { lookAtDatabases } from './databases.ts';
import { lookAtInstances } from './instances.ts';
import type { Look } from './look.ts';
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

/** One target of a fault as it stands now. */
export type TargetLook = {
  readonly arn: string;
  readonly label: string;
  readonly now: Image | undefined;
  readonly standing: Standing;
};

/** Looks at every target that a fault is to hit, at the service that owns it. */
export const lookAtTargets = async (
  owners: Owners,
  record: Pick<FaultRecord, 'action' | 'targets' | 'before'>,
): Promise<readonly TargetLook[]> => {
  const action = knownAction(record);
  const targets = targetsToHit(record);
  if (targets.length === 0) return [];
  const found = await lookFor(owners, action)({ arns: targets.map(({ arn }) => arn) });
  return targets.map(({ arn, label }) => {
    const now = found.find(({ target }) => target.arn === arn)?.state;
    return { arn, label, now, standing: action.standing(now, record.before[arn] ?? {}) };
  });
};

/** Looks in words, targets that look alike together: `stopped: i-1, i-2`. */
export const inWords = (some: readonly TargetLook[]): string =>
  [...Map.groupBy(some, ({ now }) => (now === undefined ? 'not there' : wordsOf(now)))]
    .map(([seen, alike]) => `${seen}: ${alike.map(({ label }) => label).join(', ')}`)
    .join('; ');

const wordsOf = (now: Image): string =>
  Object.entries(now)
    .filter(([, value]) => value !== null && value !== false)
    .map(([name, value]) => (name === 'state' || name === 'status' ? `${value}` : `${name} ${value}`))
    .join(', ');
