import { type DBCluster, paginateDescribeDBClusters, type RDSClient } from '@aws-sdk/client-rds';
import { isWanted, type Look, type Resource, tagsOf } from './look.ts';

/** RDS and Aurora DB clusters. */
export const lookAtClusters =
  (rds: RDSClient): Look =>
  async (wanted) => {
    const found: Resource[] = [];
    for await (const page of paginateDescribeDBClusters({ client: rds }, filtersOf(wanted)))
      found.push(...(page.DBClusters ?? []).map(resourceOf));
    return found.filter(isWanted(wanted));
  };

const filtersOf = ({ arns }: Parameters<Look>[0]) =>
  arns ? { Filters: [{ Name: 'db-cluster-id', Values: [...arns] }] } : {};

const resourceOf = (cluster: DBCluster): Resource => {
  const { DBClusterArn: arn = '', DBClusterIdentifier: label = '', DBClusterMembers = [] } = cluster;
  const writer = DBClusterMembers.find(({ IsClusterWriter }) => IsClusterWriter)?.DBInstanceIdentifier;
  return {
    // What happens to a cluster happens to every member.
    target: { arn, label, tags: tagsOf(cluster.TagList), containers: [] },
    described: cluster,
    state: { status: cluster.Status ?? null, writer: writer ?? null },
    ended: cluster.Status === 'deleting',
  };
};
