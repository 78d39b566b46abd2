import {
  type EC2Client,
  ReplaceNetworkAclAssociationCommand,
  StartInstancesCommand,
} from '@aws-sdk/client-ec2';
import type { FaultRecord } from '../../core/run.ts';
import type { TargetLook } from './looks/by-type.ts';
import { idOf } from './looks/look.ts';
import { networkAclsOn } from './looks/subnets.ts';

/** Puts back what FIS has not; answers what it has sent for. Writes only over the after-image. */
export type PutBack = (
  ec2: EC2Client,
  record: Pick<FaultRecord, 'before'>,
  looks: readonly TargetLook[],
) => Promise<readonly string[]>;

/** Starts what is stopped. Also while FIS is still busy: what runs already is not changed by it. */
export const startAgain: PutBack = async (ec2, _record, looks) => {
  const stopped = asTheFaultLeftIt(looks).map(({ arn }) => idOf(arn));
  if (stopped.length > 0) await ec2.send(new StartInstancesCommand({ InstanceIds: stopped }));
  return stopped;
};

/**
 * Gives subnets their own network ACL back, where FIS has ended without doing so. An association has a new id after each
 * change, so this overwrites nobody's: EC2 does not know the old one any more.
 */
export const reconnect: PutBack = async (ec2, { before }, looks) => {
  const cutOff = asTheFaultLeftIt(looks).map(({ arn }) => ({ arn, subnet: idOf(arn) }));
  const acls = await networkAclsOn(
    ec2,
    cutOff.map(({ subnet }) => subnet),
  );
  for (const { arn, subnet } of cutOff) {
    const { Associations = [] } = acls.get(subnet) ?? {};
    const AssociationId = Associations.find(({ SubnetId }) => SubnetId === subnet)?.NetworkAclAssociationId;
    const NetworkAclId = String(before[arn]?.networkAclId);
    await ec2.send(new ReplaceNetworkAclAssociationCommand({ AssociationId, NetworkAclId }));
  }
  return cutOff.map(({ subnet }) => subnet);
};

const asTheFaultLeftIt = (looks: readonly TargetLook[]): readonly TargetLook[] =>
  looks.filter(({ standing }) => standing === 'after');
