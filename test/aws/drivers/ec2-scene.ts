import {
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  type EC2Client,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { tagListFor } from './at-moto.ts';

/** A network with a security group of its own. */
export type Network = { readonly vpc: string; readonly subnets: readonly string[]; readonly group: string };

/** Makes a network with subnets in two zones. */
export const makeNetwork = async (ec2: EC2Client, id: string): Promise<Network> => {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  const subnets: string[] = [];
  for (const [n, zone] of ['a', 'b'].entries()) {
    const place = { VpcId, CidrBlock: `10.0.${n}.0/24`, AvailabilityZone: `eu-west-1${zone}` };
    subnets.push((await ec2.send(new CreateSubnetCommand(place))).Subnet?.SubnetId ?? '');
  }
  return { vpc: VpcId, subnets, group: await makeSecurityGroup(ec2, VpcId, `own-${id}`) };
};

/** Makes a security group. */
export const makeSecurityGroup = async (ec2: EC2Client, VpcId: string, GroupName: string): Promise<string> =>
  (await ec2.send(new CreateSecurityGroupCommand({ VpcId, GroupName, Description: 'ours' }))).GroupId ?? '';

/** Makes an instance that consents, and gives its id. */
export const makeInstance = async (
  ec2: EC2Client,
  { subnets: [SubnetId], group }: Network,
  app: string,
): Promise<string> => {
  const { Instances: [instance] = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: 'ami-12c6146b',
      MinCount: 1,
      MaxCount: 1,
      SubnetId,
      SecurityGroupIds: [group],
      TagSpecifications: [{ ResourceType: 'instance', Tags: tagListFor(app) }],
    }),
  );
  return instance?.InstanceId ?? '';
};
