import {
  type EC2Client,
  ModifyVpcEndpointCommand,
  ReplaceNetworkAclAssociationCommand,
  StartInstancesCommand,
} from '@aws-sdk/client-ec2';
import { NotFound } from '../../core/errors.ts';
import type { FaultRecord, Image } from '../../core/run.ts';
import { actionOf } from './actions.ts';
import { lookAtInstances } from './looks/instances.ts';
import { idOf, type Look } from './looks/look.ts';
import type { TargetLook } from './looks/standings.ts';
import { lookAtSubnets, networkAclsOn } from './looks/subnets.ts';
import { lookAtVpcEndpoints } from './looks/vpc-endpoints.ts';

type PutBack = (
  ec2: EC2Client,
  record: Pick<FaultRecord, 'before'>,
  looks: readonly TargetLook[],
) => Promise<readonly string[]>;

/** Starts what is stopped. */
const startAgain: PutBack = async (ec2, _record, looks) => {
  const stopped = asTheFaultLeftIt(looks).map(({ arn }) => idOf(arn));
  if (stopped.length > 0) await ec2.send(new StartInstancesCommand({ InstanceIds: stopped }));
  return stopped;
};

/**
 * Gives subnets their own network ACL back, where FIS has ended without doing so. An association has a new id after each
 * change, so this overwrites nobody's: EC2 does not know the old one any more.
 */
const reconnect: PutBack = async (ec2, { before }, looks) => {
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

/** Gives endpoints their own security groups back: FIS says itself that it does not when somebody has changed them meanwhile. */
const regroup: PutBack = async (ec2, { before }, looks) => {
  const blocked = asTheFaultLeftIt(looks);
  for (const { arn, now } of blocked) {
    const [own, others] = [groupsIn(before[arn]), groupsIn(now)];
    await ec2.send(
      new ModifyVpcEndpointCommand({
        VpcEndpointId: idOf(arn),
        AddSecurityGroupIds: own.filter((id) => !others.includes(id)),
        RemoveSecurityGroupIds: others.filter((id) => !own.includes(id)),
      }),
    );
  }
  return blocked.map(({ arn }) => idOf(arn));
};

const groupsIn = (image: Image = {}): string[] =>
  String(image.groups ?? '')
    .split(', ')
    .filter((id) => id !== '');

const asTheFaultLeftIt = (looks: readonly TargetLook[]): readonly TargetLook[] =>
  looks.filter(({ standing }) => standing === 'after');

/** What we do about an action's targets ourselves, because FIS does not, or has not. */
export type OwnUndo = {
  readonly look: (ec2: EC2Client) => Look;
  /** Writes only over the after-image; answers what it has sent for. */
  readonly putBack: PutBack;
  /** Whether it may be done while FIS may still be doing the same. */
  readonly besideFis: boolean;
};

const ways: Readonly<Record<string, OwnUndo>> = {
  // What runs already is not changed by being started.
  'aws:ec2:stop-instances': { look: lookAtInstances, putBack: startAgain, besideFis: true },
  // FIS puts network ACLs and security groups back before it ends; until then it is FIS's to do.
  'aws:network:disrupt-connectivity': { look: lookAtSubnets, putBack: reconnect, besideFis: false },
  'aws:network:disrupt-vpc-endpoint': { look: lookAtVpcEndpoints, putBack: regroup, besideFis: false },
};

/**
 * What we do to undo a fault; undefined where its end is FIS's alone, and verified afterwards. One that nobody taught to be
 * undone must not pass for undone.
 */
export const ownUndoOf = ({
  action,
  revertClass,
}: Pick<FaultRecord, 'action' | 'revertClass'>): OwnUndo | undefined => {
  const way = ways[action];
  const isEndedByFis = revertClass === 'self-reverting' || revertClass === 'by-document';
  if (way === undefined && !(isEndedByFis && actionOf(action)))
    throw new NotFound(`The driver fis does not know how ${action} is undone`);
  return way;
};
