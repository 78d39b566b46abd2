import type { Refusal } from '../draft.ts';
import type { Condition } from '../values.ts';

// https://docs.aws.amazon.com/fis/latest/userguide/targets.html#target-filters
/** EC2's filter names, and FIS's paths to the same. */
export const PATHS: Readonly<Record<string, string>> = {
  architecture: 'Architecture',
  'availability-zone': 'Placement.AvailabilityZone',
  'image-id': 'ImageId',
  'instance-lifecycle': 'InstanceLifecycle',
  'instance-state-name': 'State.Name',
  'instance-type': 'InstanceType',
  'key-name': 'KeyName',
  platform: 'Platform',
  'placement-group-name': 'Placement.GroupName',
  'private-dns-name': 'PrivateDnsName',
  'private-ip-address': 'PrivateIpAddress',
  'subnet-id': 'SubnetId',
  tenancy: 'Placement.Tenancy',
  'vpc-id': 'VpcId',
};

/** Why FIS could not choose by a condition. */
export const flawOf = ({ name, values }: Condition): Refusal | undefined => {
  if (values.some((value) => /[*?]/.test(value)))
    return { why: `the filter \`${name}\` has a wildcard, and FIS compares word for word` };
  if (name.startsWith('tag:') && values.length > 1)
    return {
      why: `the filter \`${name}\` has several values, and a tag has one here`,
      instead: 'write one fault for each',
    };
  if (!name.startsWith('tag:') && PATHS[name] === undefined)
    return {
      why: `the filter \`${name}\` has no counterpart in FIS`,
      instead: 'choose the instances by a tag, and a filter on what DescribeInstances says of them',
    };
  return undefined;
};
