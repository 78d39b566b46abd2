import {
  type EC2Client,
  type NetworkAcl,
  paginateDescribeNetworkAcls,
  paginateDescribeSubnets,
  type Subnet,
} from '@aws-sdk/client-ec2';
import { idOf, isWanted, type Look, neighbour, type Resource, tagsOf } from './look.ts';
import { isMadeByFis } from './made-by-fis.ts';

/** Subnets, each with the network ACL that judges what crosses its edge. */
export const lookAtSubnets =
  (ec2: EC2Client): Look =>
  async (wanted) => {
    const subnets = await subnetsOf(ec2, wanted);
    const acls = await aclsOf(ec2, subnets);
    return subnets.map((subnet) => resourceOf(subnet, acls)).filter(isWanted(wanted));
  };

/** Subnets as EC2 describes them. */
export const subnetsOf = async (ec2: EC2Client, wanted: Parameters<Look>[0]): Promise<readonly Subnet[]> => {
  const found: Subnet[] = [];
  for await (const page of paginateDescribeSubnets({ client: ec2 }, { Filters: filtersOf(wanted) }))
    found.push(...(page.Subnets ?? []));
  return found;
};

const filtersOf = ({ arns, tags = {} }: Parameters<Look>[0]) => [
  ...(arns ? [{ Name: 'subnet-id', Values: arns.map(idOf) }] : []),
  ...Object.entries(tags).map(([key, value]) => ({ Name: `tag:${key}`, Values: [value] })),
];

const aclsOf = (ec2: EC2Client, subnets: readonly Subnet[]): Promise<ReadonlyMap<string, NetworkAcl>> =>
  networkAclsOn(
    ec2,
    subnets.flatMap(({ SubnetId }) => SubnetId ?? []),
  );

/** The network ACL of each subnet, by the subnet's id. */
export const networkAclsOn = async (
  ec2: EC2Client,
  subnetIds: readonly string[],
): Promise<ReadonlyMap<string, NetworkAcl>> => {
  if (subnetIds.length === 0) return new Map();
  const found = new Map<string, NetworkAcl>();
  const Filters = [{ Name: 'association.subnet-id', Values: [...subnetIds] }];
  for await (const page of paginateDescribeNetworkAcls({ client: ec2 }, { Filters }))
    for (const acl of page.NetworkAcls ?? [])
      for (const { SubnetId } of acl.Associations ?? []) if (SubnetId !== undefined) found.set(SubnetId, acl);
  return found;
};

/** A subnet as a target. */
export const subnetTarget = (subnet: Subnet): Resource['target'] => {
  const { SubnetArn: arn = '', SubnetId = '', VpcId, AvailabilityZone: zone, Tags } = subnet;
  return {
    arn,
    label: zone === undefined ? SubnetId : `${SubnetId} (${zone})`,
    ...(zone !== undefined && { zone }),
    tags: tagsOf(Tags),
    containers: VpcId ? [neighbour(arn, 'ec2', `vpc/${VpcId}`)] : [],
  };
};

const resourceOf = (subnet: Subnet, acls: ReadonlyMap<string, NetworkAcl>): Resource => {
  const acl = acls.get(subnet.SubnetId ?? '');
  return {
    target: subnetTarget(subnet),
    described: subnet,
    state: { networkAclId: acl?.NetworkAclId ?? null, madeByFis: acl !== undefined && isMadeByFis(acl) },
  };
};
