import type { DatabaseNode } from '../database/messages.ts';
import type { Place, PlacedLink } from '../network/zone-cut.ts';
import { ACCOUNT, REGION, ZONES } from '../workload/settings.ts';

/** A link of the shop: whose it is, what leads over it, and how it is spoken to. */
export type ShopLink = PlacedLink & {
  readonly kind: 'web' | 'database' | 'replication';
  readonly instanceId?: string;
  /** The database node it leads to. */
  readonly nodeId?: string;
  readonly speaks: 'http' | 'postgres';
};

/** The subnets of the shop's VPC: one per zone, and the load balancer's, which is in all of them. */
export const subnetOf = (zone: string): string => `subnet-${zone}`;

/** Every subnet that can be cut off. */
export const SUBNETS = ZONES.map((zone) => ({ subnetId: subnetOf(zone), zone }));

/** A subnet's ARN. */
export const subnetArn = (subnetId: string): string => `arn:aws:ec2:${REGION}:${ACCOUNT}:subnet/${subnetId}`;

const inZone = (zone: string): Place => ({ subnet: { subnetId: subnetOf(zone), zone } });
const loadBalancer: Place = { subnet: { subnetId: 'subnet-alb', zone: REGION } };

/** From the load balancer to an instance. */
export const webLink = (instanceId: string, zone: string): ShopLink => ({
  linkId: `alb>${instanceId}`,
  kind: 'web',
  instanceId,
  speaks: 'http',
  from: loadBalancer,
  to: inZone(zone),
});

/** From an instance to a database node. */
export const databaseLink = (instanceId: string, zone: string, node: DatabaseNode): ShopLink => ({
  linkId: `${instanceId}>${node.nodeId}`,
  kind: 'database',
  instanceId,
  nodeId: node.nodeId,
  speaks: 'postgres',
  from: inZone(zone),
  to: inZone(node.zone),
});

/** To a database node from a third place: whether it can be reached at all, whoever its partner is. */
export const linkToNode = (node: DatabaseNode): ShopLink => ({
  linkId: `>${node.nodeId}`,
  kind: 'database',
  nodeId: node.nodeId,
  speaks: 'postgres',
  from: loadBalancer,
  to: inZone(node.zone),
});

/** From a replica to its primary. */
export const replicationLink = (replica: DatabaseNode, primary: DatabaseNode): ShopLink => ({
  linkId: `${replica.nodeId}>${primary.nodeId}`,
  kind: 'replication',
  nodeId: primary.nodeId,
  speaks: 'postgres',
  from: inZone(replica.zone),
  to: inZone(primary.zone),
});
