/**
 * What FIS needs to do each action that the driver `fis` knows, as the actions reference and the service's managed
 * policies have it. An action that is added there must be added here, and its permissions to serverless/fis.yml.
 * https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html
 */
export const fisActionPermissions: Readonly<Record<string, readonly string[]>> = {
  'aws:ec2:reboot-instances': ['ec2:DescribeInstances', 'ec2:RebootInstances'],
  'aws:ec2:stop-instances': [
    'ec2:DescribeInstances',
    'ec2:StartInstances',
    'ec2:StopInstances',
    'kms:CreateGrant',
  ],
  'aws:ec2:terminate-instances': ['ec2:DescribeInstances', 'ec2:TerminateInstances'],
  'aws:network:disrupt-connectivity': [
    'ec2:CreateNetworkAcl',
    'ec2:CreateNetworkAclEntry',
    'ec2:CreateTags',
    'ec2:DeleteNetworkAcl',
    'ec2:DescribeManagedPrefixLists',
    'ec2:DescribeNetworkAcls',
    'ec2:DescribeSubnets',
    'ec2:DescribeVpcs',
    'ec2:GetManagedPrefixListEntries',
    'ec2:ReplaceNetworkAclAssociation',
  ],
  'aws:rds:failover-db-cluster': ['rds:DescribeDBClusters', 'rds:FailoverDBCluster', 'tag:GetResources'],
  'aws:rds:reboot-db-instances': ['rds:DescribeDBInstances', 'rds:RebootDBInstance', 'tag:GetResources'],
};

/** What FIS needs to write its log. https://docs.aws.amazon.com/fis/latest/userguide/monitoring-logging.html */
export const fisLogPermissions: readonly string[] = [
  'logs:CreateLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:PutResourcePolicy',
];
