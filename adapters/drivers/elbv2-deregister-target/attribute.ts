import { WrongAsAsked } from '../../../core/errors.ts';
import type { Image } from '../../../core/run.ts';
import type { Attribute } from '../attribute/attribute.ts';

/** `elbv2/deregister-target`: the load balancers no longer know instances that are well. */
export const deregisterTarget: Attribute = {
  action: 'elbv2/deregister-target',
  facts: {
    // What IAM knows here are the target group's tags, not the instance's.
    iamEnforced: 'partly',
    resourceType: 'aws:ec2:instance',
    undo: 'register the instances again, with the target groups and ports they had',
  },
  parameters: ['targetGroupArn'],
  faulty: ({ targetGroupArn }) => {
    if (targetGroupArn !== undefined && !targetGroup.test(targetGroupArn))
      throw new WrongAsAsked(
        `targetGroupArn is the ARN of a target group, not ${JSON.stringify(targetGroupArn)}`,
      );
    return (before) => Object.fromEntries(Object.keys(before).map((group) => [group, '']));
  },
  inWords: (group, ports) => {
    const name = targetGroup.exec(group)?.[1] ?? group;
    return ports === '' ? `not in ${name}` : `in ${name} with port ${ports}`;
  },
};

const targetGroup = /^arn:[\w-]+:elasticloadbalancing:[\w-]+:\d+:targetgroup\/([\w-]+)\/[0-9a-f]+$/;

/** The ports with which an instance is registered with a group, as an image has them; none is no registration. */
export const imageOfPorts = (ports: readonly number[]): string => ports.toSorted((a, b) => a - b).join(',');

/** The registrations with one group that an image's value stands for. */
export const portsIn = (value: Image[string] | undefined): readonly number[] =>
  String(value ?? '')
    .split(',')
    .filter((port) => port !== '')
    .map(Number);
