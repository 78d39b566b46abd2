import {
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeVpcEndpointsCommand,
  type EC2Client,
  ModifyVpcEndpointCommand,
  RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';
import { parseDuration } from '../../../core/duration.ts';
import type { FisEffect } from './fis-effects.ts';

const idOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);

const endpointOf = async (ec2: EC2Client, id: string) => {
  const { VpcEndpoints = [] } = await ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] }));
  const [endpoint] = VpcEndpoints;
  return { vpc: endpoint?.VpcId, groups: (endpoint?.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []) };
};

/** Gives an endpoint other security groups. */
export const regroup = async (ec2: EC2Client, id: string, groups: readonly string[]): Promise<void> => {
  const { groups: now } = await endpointOf(ec2, id);
  await ec2.send(
    new ModifyVpcEndpointCommand({
      VpcEndpointId: id,
      AddSecurityGroupIds: groups.filter((group) => !now.includes(group)),
      RemoveSecurityGroupIds: now.filter((group) => !groups.includes(group)),
    }),
  );
};

/** A new security group in an endpoint's network; EC2 gives it a rule that lets everything out. */
export const newGroup = async (ec2: EC2Client, endpoint: string, name: string): Promise<string> => {
  const { vpc: VpcId } = await endpointOf(ec2, endpoint);
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: `${name}-${endpoint}`, Description: name, VpcId }),
  );
  return GroupId;
};

const withoutRules = async (ec2: EC2Client, endpoint: string): Promise<string> => {
  const GroupId = await newGroup(ec2, endpoint, 'fis');
  const IpPermissions = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
  await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
  return GroupId;
};

/** `aws:network:disrupt-vpc-endpoint` as FIS describes it: whoever changes an endpoint meanwhile makes it fail. */
export const endpointEffect = (ec2: EC2Client): FisEffect => {
  const before = new Map<string, { readonly own: readonly string[]; readonly fiss: string }>();
  const lastsMs = ({ duration = '' }: Readonly<Record<string, string>>) => {
    const parsed = parseDuration(duration);
    return parsed.ok ? parsed.value : Number.NaN;
  };
  return {
    parameters: ['duration'],
    refusal: (parameters) => (Number.isNaN(lastsMs(parameters)) ? 'duration' : undefined),
    lastsMs,
    begin: async (arns) => {
      for (const id of arns.map(idOf)) {
        const { groups: own } = await endpointOf(ec2, id);
        const fiss = await withoutRules(ec2, id);
        before.set(id, { own, fiss });
        await regroup(ec2, id, [fiss]);
      }
    },
    end: async (arns) => {
      for (const id of arns.map(idOf)) {
        const { own = [], fiss = '' } = before.get(id) ?? {};
        const { groups } = await endpointOf(ec2, id);
        if (groups.join() !== fiss) throw new Error(`${id} was modified`);
        await regroup(ec2, id, own);
        await ec2.send(new DeleteSecurityGroupCommand({ GroupId: fiss }));
      }
    },
  };
};
