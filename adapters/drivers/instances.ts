import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import type { EC2Client } from '@aws-sdk/client-ec2';
import type { Fault } from '../../core/experiment.ts';
import { withGroups } from '../fis/looks/groups.ts';
import { lookAtInstances } from '../fis/looks/instances.ts';
import type { Resource } from '../fis/looks/look.ts';

/** The instances that a document means, each with what contains it: the same as for FIS's own actions. */
export const listInstances =
  (ec2: EC2Client, autoScaling: AutoScalingClient) =>
  async ({ targets: { arns, tags } }: Fault): Promise<readonly Resource[]> => {
    const found = await lookAtInstances(ec2)({ arns, tags });
    return withGroups(
      autoScaling,
      found.filter(({ ended = false }) => !ended),
    );
  };
