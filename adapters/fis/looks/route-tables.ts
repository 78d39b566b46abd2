import { type EC2Client, paginateDescribeRouteTables, type RouteTable } from '@aws-sdk/client-ec2';
import { isWanted, type Look } from './look.ts';
import { isMadeByFis } from './made-by-fis.ts';
import { subnetsOf, subnetTarget } from './subnets.ts';

/** Subnets, each with the route table that it names; one that names none follows the main one of its network. */
export const lookAtRouteTables =
  (ec2: EC2Client): Look =>
  async (wanted) => {
    const subnets = await subnetsOf(ec2, wanted);
    const tables = await tablesOn(
      ec2,
      subnets.flatMap(({ SubnetId }) => SubnetId ?? []),
    );
    return subnets
      .map((subnet) => {
        const table = tables.get(subnet.SubnetId ?? '');
        const madeByFis = table !== undefined && isMadeByFis(table);
        const state = { routeTableId: table?.RouteTableId ?? 'main', madeByFis };
        return { target: subnetTarget(subnet), described: subnet, state };
      })
      .filter(isWanted(wanted));
  };

const tablesOn = async (
  ec2: EC2Client,
  subnetIds: readonly string[],
): Promise<ReadonlyMap<string, RouteTable>> => {
  if (subnetIds.length === 0) return new Map();
  const found = new Map<string, RouteTable>();
  const Filters = [{ Name: 'association.subnet-id', Values: [...subnetIds] }];
  for await (const page of paginateDescribeRouteTables({ client: ec2 }, { Filters }))
    for (const table of page.RouteTables ?? [])
      for (const { SubnetId } of table.Associations ?? [])
        if (SubnetId !== undefined) found.set(SubnetId, table);
  return found;
};
