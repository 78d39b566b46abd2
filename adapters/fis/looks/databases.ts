import { type DBInstance, paginateDescribeDBInstances, type RDSClient } from '@aws-sdk/client-rds';
import { isWanted, type Look, neighbour, type Resource, tagsOf } from './look.ts';

/** RDS DB instances. */
export const lookAtDatabases =
  (rds: RDSClient): Look =>
  async (wanted) => {
    const found: Resource[] = [];
    for await (const page of paginateDescribeDBInstances({ client: rds }, filtersOf(wanted)))
      found.push(...(page.DBInstances ?? []).map(resourceOf));
    return found.filter(isWanted(wanted));
  };

// RDS takes ARNs for ids in this filter, and cannot filter by tag.
const filtersOf = ({ arns }: Parameters<Look>[0]) =>
  arns ? { Filters: [{ Name: 'db-instance-id', Values: [...arns] }] } : {};

const resourceOf = (database: DBInstance): Resource => {
  const { DBInstanceArn: arn = '', DBInstanceIdentifier: label = '', AvailabilityZone: zone } = database;
  const { DBClusterIdentifier: cluster, DBSubnetGroup, TagList, DBInstanceStatus, MultiAZ } = database;
  const vpc = DBSubnetGroup?.VpcId;
  return {
    target: {
      arn,
      label,
      ...(zone !== undefined && { zone }),
      tags: tagsOf(TagList),
      containers: [
        ...(cluster ? [neighbour(arn, 'rds', `cluster:${cluster}`)] : []),
        ...(vpc ? [neighbour(arn, 'ec2', `vpc/${vpc}`)] : []),
      ],
    },
    described: database,
    state: {
      status: DBInstanceStatus ?? null,
      zone: zone ?? null,
      multiAz: MultiAZ ?? null,
      secondaryZone: database.SecondaryAvailabilityZone ?? null,
    },
    ended: DBInstanceStatus === 'deleting',
  };
};
