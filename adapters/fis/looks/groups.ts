import {
  type AutoScalingClient,
  type AutoScalingGroup,
  paginateDescribeAutoScalingGroups,
} from '@aws-sdk/client-auto-scaling';
import type { Resource } from './look.ts';

/** The tag by which EC2 says which auto-scaling group an instance is of. */
const groupTag = 'aws:autoscaling:groupName';

/** Auto-scaling groups by name. */
export const lookAtGroups = async (
  autoScaling: AutoScalingClient,
  names: readonly string[],
): Promise<readonly AutoScalingGroup[]> => {
  // Without names it would list every group there is.
  if (names.length === 0) return [];
  const found: AutoScalingGroup[] = [];
  const request = { AutoScalingGroupNames: [...new Set(names)] };
  for await (const page of paginateDescribeAutoScalingGroups({ client: autoScaling }, request))
    found.push(...(page.AutoScalingGroups ?? []));
  return found;
};

/** The group's ARN as a container of each instance that is in one: a lease on the instance covers its group. */
export const withGroups = async (
  autoScaling: AutoScalingClient,
  instances: readonly Resource[],
): Promise<readonly Resource[]> => {
  const groups = await lookAtGroups(
    autoScaling,
    instances.flatMap(({ target }) => target.tags[groupTag] ?? []),
  );
  const arns = new Map(
    groups.map(({ AutoScalingGroupName, AutoScalingGroupARN }) => [
      AutoScalingGroupName,
      AutoScalingGroupARN,
    ]),
  );
  return instances.map((instance) => {
    const { target } = instance;
    const arn = arns.get(target.tags[groupTag]);
    if (arn === undefined) return instance;
    return { ...instance, target: { ...target, containers: [arn, ...target.containers] } };
  });
};

/** The name in a group's ARN, which ends in `autoScalingGroupName/<name>`; undefined for any other ARN. */
export const groupNameIn = (arn: string): string | undefined => /:autoScalingGroupName\/(.+)$/.exec(arn)?.[1];
