import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import type { EC2Client } from '@aws-sdk/client-ec2';
import {
  type ElasticLoadBalancingV2Client,
  paginateDescribeTargetGroups,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { About } from '../attribute/attribute.ts';
import { type LookingDriver, looking } from '../attribute/looking.ts';
import { listInstances } from '../instances.ts';
import { deregisterTarget } from './attribute.ts';
import { imagedGroups, readRegistrations } from './read.ts';

/** Looks at instances and the target groups they are registered with. */
export const lookingAtRegistrations = (
  elb: ElasticLoadBalancingV2Client,
  ec2: EC2Client,
  autoScaling: AutoScalingClient,
): LookingDriver =>
  looking(deregisterTarget, {
    list: listInstances(ec2, autoScaling),
    read: readRegistrations({ ec2, elb, groupsOf: (about) => groupsFor(elb, about) }),
  });

const groupsFor = async (elb: ElasticLoadBalancingV2Client, about: About): Promise<readonly string[]> => {
  if ('before' in about) return imagedGroups(about);
  const { targetGroupArn } = about.parameters;
  if (targetGroupArn !== undefined) return [targetGroupArn];
  const containers = about.targets.flatMap((target) => target.containers);
  // Every group of instances that a load balancer in their networks uses: one left out would go on sending requests.
  const found: string[] = [];
  for await (const page of paginateDescribeTargetGroups({ client: elb }, {}))
    for (const { TargetType, TargetGroupArn, VpcId, LoadBalancerArns = [] } of page.TargetGroups ?? [])
      if (TargetType === 'instance' && TargetGroupArn && LoadBalancerArns.length > 0)
        if (containers.some((arn) => arn.endsWith(`:vpc/${VpcId}`))) found.push(TargetGroupArn);
  return found;
};
