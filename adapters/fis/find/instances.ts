import type { Instance } from '@aws-sdk/client-ec2';
import { withGroups } from '../looks/groups.ts';
import { lookAtInstances } from '../looks/instances.ts';
import type { Resource } from '../looks/look.ts';
import type { Finder } from './find.ts';

/** EC2 instances, each contained by its auto-scaling group. */
export const instances: Finder = {
  find: async ({ ec2, autoScaling }, { targets }) =>
    withGroups(
      autoScaling,
      (await lookAtInstances(ec2)(targets)).filter(({ ended }) => !ended),
    ),
};

/** Those of them that are Spot Instances. */
export const spotInstances: Finder = {
  find: async (needs, fault) => (await instances.find(needs, fault)).filter(isSpot),
};

const isSpot = ({ described }: Resource): boolean => (described as Instance).InstanceLifecycle === 'spot';
