import { paginateDescribeDBInstances, type RDSClient } from '@aws-sdk/client-rds';

/** The DB instances of some clusters, given by name, each with what RDS calls its status. */
export const membersOf = async (
  rds: RDSClient,
  clusters: readonly string[],
): Promise<readonly { readonly name: string; readonly status: string }[]> => {
  const found: { name: string; status: string }[] = [];
  const Filters = [{ Name: 'db-cluster-id', Values: [...clusters] }];
  for await (const page of paginateDescribeDBInstances({ client: rds }, { Filters }))
    for (const {
      DBInstanceIdentifier: name = '',
      DBInstanceStatus: status = 'unknown',
    } of page.DBInstances ?? [])
      found.push({ name, status });
  return found;
};
