import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { DescribeSecurityGroupsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { NotFound, WrongAsAsked } from '../../../core/errors.ts';
import type { Fault } from '../../../core/experiment.ts';
import type { Resource } from '../../fis/looks/look.ts';
import { type LookingDriver, looking } from '../attribute/looking.ts';
import { listInstances } from '../instances.ts';
import { isolate, isolatingGroupIn } from './attribute.ts';
import { readSecurityGroups } from './read.ts';

/** Looks at instances and the security groups of their network interfaces. */
export const lookingAtSecurityGroups = (ec2: EC2Client, autoScaling: AutoScalingClient): LookingDriver =>
  looking(isolate, {
    list: async (fault) => {
      const instances = await listInstances(ec2, autoScaling)(fault);
      await sameVpc(ec2, fault, instances);
      return instances;
    },
    read: readSecurityGroups(ec2),
  });

const sameVpc = async (ec2: EC2Client, fault: Fault, instances: readonly Resource[]): Promise<void> => {
  const group = isolatingGroupIn(fault.parameters);
  const vpc = await vpcOf(ec2, group);
  const other = instances.find(({ described }) => 'VpcId' in described && described.VpcId !== vpc);
  if (other)
    throw new WrongAsAsked(`${group} is in ${vpc}, and ${other.target.label} is not: it cannot isolate it`);
};

const vpcOf = async (ec2: EC2Client, group: string): Promise<string> => {
  // Asked for by filter: a group that is not there is then an empty answer.
  const request = { Filters: [{ Name: 'group-id', Values: [group] }] };
  const { SecurityGroups: [found] = [] } = await ec2.send(new DescribeSecurityGroupsCommand(request));
  if (found?.VpcId === undefined) throw new NotFound(`There is no security group ${group}`);
  return found.VpcId;
};
