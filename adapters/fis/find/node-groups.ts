import { withGroups } from '../looks/groups.ts';
import { neighbour } from '../looks/look.ts';
import { instancesOfNodeGroup, nodeGroupIn } from '../looks/node-groups.ts';
import type { Finder } from './find.ts';
import { taggedOf } from './tagged.ts';

const kind = { type: 'eks:nodegroup', arn: /:nodegroup\/([^/]+\/[^/]+)\// };

/** Managed node groups, each contained by its cluster and by the auto-scaling groups of its instances. */
export const nodeGroups: Finder = {
  find: async (needs, fault) =>
    Promise.all(
      (await taggedOf(needs, kind, fault)).map(async (one) => {
        const { arn } = one.target;
        const nodes = await withGroups(needs.autoScaling, await instancesOfNodeGroup(needs.ec2, arn));
        const groups = nodes.flatMap(({ target }) =>
          target.containers.filter((container) => container.includes(':autoScalingGroup:')),
        );
        const cluster = neighbour(arn, 'eks', `cluster/${nodeGroupIn(arn)?.cluster}`);
        return { ...one, target: { ...one.target, containers: [...new Set([...groups, cluster])] } };
      }),
    ),
  undescribed: true,
};
