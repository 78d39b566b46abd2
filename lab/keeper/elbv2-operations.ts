import { mayHarmIn, namedIn } from './named-instances.ts';
import type { Operations } from './operations.ts';
import type { World } from './world.ts';

type Elbv2 = Pick<Operations, Extract<keyof Operations, `elbv2/${string}`>>;

/** Elastic Load Balancing: the target group of the web tier. */
export const elbv2Operations = ({
  fleet,
  fence,
  loadBalancer,
}: Pick<World, 'fleet' | 'fence' | 'loadBalancer'>): Elbv2 => ({
  'elbv2/DescribeTargetHealth': () => ({ targets: loadBalancer.health() }),
  'elbv2/DeregisterTargets': (input) =>
    fence.once('DeregisterTargets', input, () => {
      const { targetIds: instanceIds, ...token } = input;
      for (const instance of mayHarmIn(fleet)({ instanceIds, ...token })) {
        instance.deregistered = true;
        loadBalancer.deregister(instance.instanceId);
      }
      return {};
    }),
  'elbv2/RegisterTargets': ({ targetIds }) => {
    for (const instance of namedIn(fleet)(targetIds)) {
      instance.deregistered = false;
      const { instanceId: targetId, zone, linkedPort: port, server } = instance;
      // One that is down is registered when its server listens.
      if (server !== undefined && port !== undefined) loadBalancer.register({ targetId, zone, port });
    }
    return {};
  },
});
