import {
  type EC2Client,
  paginateDescribeSecurityGroups,
  paginateDescribeVpcEndpoints,
  type SecurityGroup,
  type VpcEndpoint,
} from '@aws-sdk/client-ec2';
import { ec2Arn } from './arns.ts';
import { idOf, isWanted, type Look, neighbour, type Resource, tagsOf } from './look.ts';
import { isMadeByFis } from './made-by-fis.ts';

/** Endpoints of a VPC, each with its security groups; those of a gateway endpoint are none. */
export const lookAtVpcEndpoints =
  (ec2: EC2Client): Look =>
  async (wanted) => {
    const endpoints: VpcEndpoint[] = [];
    for await (const page of paginateDescribeVpcEndpoints({ client: ec2 }, { Filters: filtersOf(wanted) }))
      endpoints.push(...(page.VpcEndpoints ?? []));
    const region = await ec2.config.region();
    const groups = await groupsOf(ec2, endpoints.flatMap(groupIds));
    return endpoints.map((one) => resourceOf(region, one, groups)).filter(isWanted(wanted));
  };

const filtersOf = ({ arns, tags = {} }: Parameters<Look>[0]) => [
  ...(arns ? [{ Name: 'vpc-endpoint-id', Values: arns.map(idOf) }] : []),
  ...Object.entries(tags).map(([key, value]) => ({ Name: `tag:${key}`, Values: [value] })),
];

/** The security groups of an endpoint, in an order that does not depend on chance. */
export const groupIds = ({ Groups = [] }: VpcEndpoint): readonly string[] =>
  Groups.flatMap(({ GroupId }) => GroupId ?? []).sort();

const groupsOf = async (ec2: EC2Client, ids: readonly string[]): Promise<readonly SecurityGroup[]> => {
  if (ids.length === 0) return [];
  const found: SecurityGroup[] = [];
  // By filter: FIS deletes its own while we look.
  const Filters = [{ Name: 'group-id', Values: [...new Set(ids)] }];
  for await (const page of paginateDescribeSecurityGroups({ client: ec2 }, { Filters }))
    found.push(...(page.SecurityGroups ?? []));
  return found;
};

const resourceOf = (region: string, endpoint: VpcEndpoint, groups: readonly SecurityGroup[]): Resource => {
  const { VpcEndpointId: id = '', OwnerId: account = '', ServiceName, VpcId, Tags, State } = endpoint;
  const arn = ec2Arn({ region, account }, `vpc-endpoint/${id}`);
  const ids = groupIds(endpoint);
  const own = groups.filter(({ GroupId = '' }) => ids.includes(GroupId));
  return {
    target: {
      arn,
      label: `${id} (${ServiceName})`,
      tags: tagsOf(Tags),
      containers: VpcId ? [neighbour(arn, 'ec2', `vpc/${VpcId}`)] : [],
    },
    described: endpoint,
    state: { groups: ids.join(', '), madeByFis: own.length > 0 && own.every(isFiss) },
    ended: /^delet/i.test(State ?? ''),
  };
};

// Documented is that FIS's group has no rules, and of what else it makes that it is tagged.
const isFiss = (group: SecurityGroup): boolean =>
  isMadeByFis(group) ||
  ((group.IpPermissions ?? []).length === 0 && (group.IpPermissionsEgress ?? []).length === 0);
