import {
  type EC2Client,
  paginateDescribeSecurityGroups,
  paginateDescribeVpcEndpoints,
  type SecurityGroup,
  type VpcEndpoint,
} from '@aws-sdk/client-ec2';
import type { Image } from '../../../core/run.ts';
import { ec2Arn } from './arns.ts';
import { isWanted, type Look, neighbour, type Resource, tagsOf } from './look.ts';
import { isMadeByFis } from './made-by-fis.ts';

/** Endpoints of a VPC, each with its security groups; those of a gateway endpoint are none. */
export const lookAtVpcEndpoints =
  (ec2: EC2Client): Look =>
  async (wanted) => {
    const endpoints: VpcEndpoint[] = [];
    for await (const page of paginateDescribeVpcEndpoints({ client: ec2 }, { Filters: filtersOf(wanted) }))
      endpoints.push(...(page.VpcEndpoints ?? []));
    const region = await ec2.config.region();
    const found = endpoints.map((one) => resourceOf(region, one)).filter(isWanted(wanted));
    const groups = await groupsOf(
      ec2,
      found.flatMap(({ described }) => groupIds(described)),
    );
    return found.map((one) => ({ ...one, state: stateOf(one.described, groups) }));
  };

// Asked for by id, EC2 fails when one is gone; there are some tens of them.
const filtersOf = ({ tags = {} }: Parameters<Look>[0]) =>
  Object.entries(tags).map(([key, value]) => ({ Name: `tag:${key}`, Values: [value] }));

const groupIds = ({ Groups = [] }: VpcEndpoint): readonly string[] =>
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

const resourceOf = (
  region: string,
  endpoint: VpcEndpoint,
): Resource & { readonly described: VpcEndpoint } => {
  const { VpcEndpointId: id = '', OwnerId: account = '', ServiceName, VpcId, Tags, State } = endpoint;
  const arn = ec2Arn({ region, account }, `vpc-endpoint/${id}`);
  return {
    target: {
      arn,
      label: `${id} (${ServiceName})`,
      tags: tagsOf(Tags),
      containers: VpcId ? [neighbour(arn, 'ec2', `vpc/${VpcId}`)] : [],
    },
    described: endpoint,
    state: {},
    ended: /^delet/i.test(State ?? ''),
  };
};

const stateOf = (endpoint: VpcEndpoint, groups: readonly SecurityGroup[]): Image => {
  const ids = groupIds(endpoint);
  const own = groups.filter(({ GroupId = '' }) => ids.includes(GroupId));
  return { groups: ids.join(', '), madeByFis: own.length > 0 && own.every(isFiss) };
};

// Documented is that FIS's group has no rules, and of what else it makes that it is tagged.
const isFiss = (group: SecurityGroup): boolean =>
  isMadeByFis(group) ||
  ((group.IpPermissions ?? []).length === 0 && (group.IpPermissionsEgress ?? []).length === 0);
