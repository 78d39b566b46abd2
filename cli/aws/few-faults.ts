/** What FIS's role may do without the parameter FisFaults (serverless/fis.yml). */
export const fewFaults: ReadonlySet<string> = new Set([
  'aws:ec2:reboot-instances',
  'aws:ec2:stop-instances',
  'aws:ec2:terminate-instances',
  'aws:network:disrupt-connectivity',
  'aws:rds:failover-db-cluster',
  'aws:rds:reboot-db-instances',
]);
