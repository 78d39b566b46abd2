import type { MultiAzInstance } from '../database/multi-az.ts';
import type { Instance } from './instance.ts';
import type { LifecycleHooks } from './instance-lifecycle.ts';
import type { LoadBalancerLink } from './load-balancer-link.ts';
import type { ShopNetwork } from './shop-network.ts';
import { databaseLink, webLink } from './topology.ts';

/** How an instance is reached, and reaches its database: over links of its own. */
export const instanceConnections = (
  network: ShopNetwork,
  { cluster, resolve }: Pick<MultiAzInstance, 'cluster' | 'resolve'>,
  loadBalancer: Pick<LoadBalancerLink, 'register'>,
): Pick<LifecycleHooks, 'login' | 'resolve' | 'listening' | 'stateChanged'> => ({
  login: () => ({ ...cluster.credentials, database: cluster.database }),
  resolve: ({ instanceId, zone, server }, turn) => {
    const node = resolve();
    void network
      .open(databaseLink(instanceId, zone, node), node.port)
      .then((port) => server?.tell({ type: 'endpoint', turn, port }));
  },
  listening: (instance) => {
    const { instanceId, zone, port } = instance;
    void network
      .open(webLink(instanceId, zone), port)
      .then((linked) => register(instance, linked, loadBalancer));
  },
  stateChanged: ({ instanceId, state }) => {
    if (state === 'terminated') network.forget(instanceId);
  },
});

const register = (
  instance: Instance,
  port: number,
  loadBalancer: Pick<LoadBalancerLink, 'register'>,
): void => {
  instance.linkedPort = port;
  const { instanceId: targetId, zone, deregistered, server } = instance;
  if (!deregistered && server !== undefined) loadBalancer.register({ targetId, zone, port });
};
