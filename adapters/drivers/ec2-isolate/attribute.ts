import { WrongAsAsked } from '../../../core/errors.ts';
import type { Attribute } from '../attribute/attribute.ts';

/**
 * `ec2/isolate`: every network interface of an instance gets one security group instead of its own. Connections that are
 * open and tracked may live on under the rules they began with, until they are idle for long enough.
 */
export const isolate: Attribute = {
  action: 'ec2/isolate',
  facts: {
    // What IAM knows here are the tags of network interfaces, which have none unless somebody gives them some.
    iamEnforced: 'partly',
    resourceType: 'aws:ec2:instance',
    undo: 'give each network interface its own security groups back',
  },
  parameters: ['securityGroupId'],
  faulty: (parameters) => {
    const group = isolatingGroupIn(parameters);
    return (before) => Object.fromEntries(Object.keys(before).map((name) => [name, group]));
  },
};

/** The security group that isolates; it must be there already. */
export const isolatingGroupIn = ({ securityGroupId }: Readonly<Record<string, string>>): string => {
  if (securityGroupId !== undefined && /^sg-[0-9a-f]+$/.test(securityGroupId)) return securityGroupId;
  throw new WrongAsAsked(
    `securityGroupId is the id of a security group that isolates, such as sg-0123456789abcdef0, not ${JSON.stringify(securityGroupId)}`,
  );
};
