import {
  type AutoScalingClient,
  type AutoScalingGroup,
  paginateDescribeAutoScalingGroups,
} from '@aws-sdk/client-auto-scaling';
import { isWanted, type Resource, tagsOf } from '../../fis/looks/look.ts';
import { type LookingDriver, looking } from '../attribute/looking.ts';
import { suspendProcess } from './attribute.ts';
import { readSuspended } from './read.ts';

/** Looks at auto-scaling groups. */
export const lookingAtSuspended = (autoScaling: AutoScalingClient): LookingDriver =>
  looking(suspendProcess, {
    // Auto Scaling answers nothing to the Resource Groups Tagging API, and its own list has the tags.
    list: async ({ targets: { arns, tags } }) => {
      const found: Resource[] = [];
      for await (const page of paginateDescribeAutoScalingGroups({ client: autoScaling }, {}))
        found.push(...(page.AutoScalingGroups ?? []).map(resourceOf));
      return found.filter(isWanted({ arns, tags }));
    },
    read: readSuspended(autoScaling),
  });

const resourceOf = (group: AutoScalingGroup): Resource => {
  const { AutoScalingGroupARN: arn = '', AutoScalingGroupName: label = '', Tags, Status } = group;
  return {
    target: { arn, label, tags: tagsOf(Tags), containers: [] },
    described: group,
    state: {},
    ended: Status !== undefined,
  };
};
