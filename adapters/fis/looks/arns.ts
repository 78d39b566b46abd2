/** The account and Region of a client's resources, for services that describe them without their ARNs. */
export type ArnPlace = { readonly region: string; readonly account: string };

/** The ARN of something in EC2. */
export const ec2Arn = ({ region, account }: ArnPlace, resource: string): string =>
  `arn:${partitionOf(region)}:ec2:${region}:${account}:${resource}`;

const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};
