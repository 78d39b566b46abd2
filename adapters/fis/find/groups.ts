import { type AutoScalingGroup, paginateDescribeAutoScalingGroups } from '@aws-sdk/client-auto-scaling';
import { groupNameIn } from '../looks/groups.ts';
import { isWanted, type Resource, tagsOf } from '../looks/look.ts';
import type { Finder } from './find.ts';

/** Auto-scaling groups themselves, by ARN or tags. */
export const groups: Finder = {
  find: async ({ autoScaling }, { targets: { arns, tags = {} } }) => {
    const request = arns
      ? { AutoScalingGroupNames: arns.flatMap((arn) => groupNameIn(arn) ?? []) }
      : { Filters: Object.entries(tags).map(([key, value]) => ({ Name: `tag:${key}`, Values: [value] })) };
    // Without names or tags it would list every group there is.
    if (Object.values(request).some((list) => list.length === 0)) return [];
    const found: AutoScalingGroup[] = [];
    for await (const page of paginateDescribeAutoScalingGroups({ client: autoScaling }, request))
      found.push(...(page.AutoScalingGroups ?? []));
    return found.map(resourceOf).filter(isWanted({ arns, tags }));
  },
};

const resourceOf = (group: AutoScalingGroup): Resource => {
  const { AutoScalingGroupARN: arn = '', AutoScalingGroupName: label = '', Tags } = group;
  return { target: { arn, label, tags: tagsOf(Tags), containers: [] }, described: group, state: {} };
};
