import { type CutScope, linksCutBy } from '../network/zone-cut.ts';
import type { NetworkOperations } from './api-network.ts';
import type { Clone } from './network-acls.ts';
import type { Operations } from './operations.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

const SCOPES = ['all', 'availability-zone'] as const satisfies readonly CutScope[];

/** EC2's network, and aws:network:disrupt-connectivity as FIS does it. */
export const networkOperations = ({
  network,
  acls,
  fence,
}: Pick<World, 'network' | 'acls' | 'fence'>): Pick<Operations, keyof NetworkOperations> => ({
  'ec2/DescribeSubnets': () => ({ subnets: acls.subnets() }),
  'ec2/ProbeSubnet': async ({ subnetId }) => {
    const edge = { subnetIds: [subnetId], scope: 'all' } as const;
    return { links: await network.measure((link) => linksCutBy(edge, [link]).length > 0) };
  },
  'ec2/ProbeInstanceLinks': async ({ instanceId, times }) => ({
    links: await network.measure((link) => link.instanceId === instanceId, times),
  }),
  'fis/DisruptConnectivity': (input) =>
    fence.once('DisruptConnectivity', input, () => {
      const scope = SCOPES.find((one) => one === input.scope);
      if (scope === undefined)
        throw new Refusal(
          'ValidationException',
          `The lab has the scopes ${SCOPES.join(' and ')}, not ${input.scope}.`,
        );
      acls.deny(input.subnetIds, scope, input.durationMs, input.clientToken);
      return {};
    }),
  'fis/RestoreConnectivity': ({ clientToken }) => ({ restored: acls.restore(clientToken) }),
  'ec2/ReplaceNetworkAclAssociation': ({ subnetId, networkAclId }) => {
    acls.replace(subnetId, networkAclId);
    return {};
  },
  'ec2/DescribeNetworkAcls': ({ tokenPrefix }) => ({ networkAcls: acls.clones(tokenPrefix).map(plain) }),
});

const plain = ({ networkAclId, subnetIds, clientToken }: Clone): Clone => ({
  networkAclId,
  subnetIds,
  clientToken,
});
