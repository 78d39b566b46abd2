import { ORDERS_HOST, SHOP_HOST } from '../workload/settings.ts';
import type { Snapshot } from './api.ts';
import { describeInstance } from './instance.ts';
import { OWN_ACL } from './network-acls.ts';
import { describeDatabase } from './shop-database.ts';
import type { World } from './world.ts';

/** The names experiments may use, and where they lead now. */
export const dns = ({ loadBalancer, orders }: World): Readonly<Record<string, string>> => {
  const ports = { [SHOP_HOST]: loadBalancer.port(), [ORDERS_HOST]: orders.port() };
  const known = Object.entries(ports).filter(([, port]) => port !== undefined);
  return Object.fromEntries(known.map(([name, port]) => [name, `127.0.0.1:${port}`]));
};

/** Everything a live view shows. */
export const snapshot = (world: World, labId: string, ready: boolean): Snapshot => {
  const health = new Map(world.loadBalancer.health().map(({ targetId, state }) => [targetId, state]));
  return {
    labId,
    nowMs: world.clock.now(),
    scale: world.clock.scale,
    ready,
    instances: world.fleet.list().map((instance) => {
      const state = health.get(instance.instanceId);
      return { ...describeInstance(instance), ...(state && { health: state }) };
    }),
    database: describeDatabase(world.database),
    disrupted: world.acls.subnets().filter(({ networkAclId }) => networkAclId !== OWN_ACL),
    users: world.users.view(),
    alarms: world.monitoring.alarms.list(),
    dns: dns(world),
    lastEventSeq: world.events.lastSeq(),
  };
};
