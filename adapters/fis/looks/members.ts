import { paginateDescribeDBInstances, type RDSClient } from '@aws-sdk/client-rds';

/** A DB instance of a cluster, with what RDS calls its status. */
export type Member = { readonly name: string; readonly status: string; readonly zone?: string };

/** The DB instances of some clusters, given by name. */
export const membersOf = async (rds: RDSClient, clusters: readonly string[]): Promise<readonly Member[]> => {
  const found: Member[] = [];
  const Filters = [{ Name: 'db-cluster-id', Values: [...clusters] }];
  for await (const page of paginateDescribeDBInstances({ client: rds }, { Filters }))
    for (const one of page.DBInstances ?? []) {
      const { DBInstanceIdentifier: name = '', DBInstanceStatus: status = 'unknown' } = one;
      const { AvailabilityZone: zone } = one;
      found.push({ name, status, ...(zone !== undefined && { zone }) });
    }
  return found;
};
