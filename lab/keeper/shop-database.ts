import { makeDatabaseFolder, shopDataDir } from '../database/database-folder.ts';
import type { DatabaseNode } from '../database/messages.ts';
import { type MultiAzInstance, multiAzInstance } from '../database/multi-az.ts';
import type { LabClock } from '../lab-clock.ts';
import { DATABASE, WEB_TAGS, ZONES } from '../workload/settings.ts';
import { migrateShopDatabase } from '../workload/shop-database/open-shop-database.ts';
import type { LabDbInstance } from './api-rds.ts';
import type { ChildProcesses } from './child-processes.ts';
import type { EventLog } from './event-log.ts';
import type { ShopNetwork } from './shop-network.ts';
import { linkToNode, replicationLink } from './topology.ts';

/** The shop's database: a Multi-AZ DB instance whose partners meet over the shop's network. */
export const shopDatabase = (
  stateDir: string,
  clock: LabClock,
  children: Pick<ChildProcesses, 'adopt'>,
  events: Pick<EventLog, 'publish'>,
  network: () => ShopNetwork,
): MultiAzInstance => {
  makeDatabaseFolder(stateDir);
  const instance: MultiAzInstance = multiAzInstance({
    dbInstanceIdentifier: DATABASE,
    dataDir: shopDataDir(stateDir),
    nodes: ZONES.slice(0, 2).map((zone) => ({ nodeId: `${DATABASE}-${zone}`, zone })),
    clock,
    publish: events.publish,
    started: (nodeId, child) => void children.adopt(nodeId, child),
    replicaConnectsTo: ({ replica, primary }) => {
      const [from, to] = [nodeIn(instance, replica), nodeIn(instance, primary)];
      return network().open(replicationLink(from, to), to.port);
    },
    reachable: (node) => !network().isCut(linkToNode(node)),
  });
  return instance;
};

/** Makes the shop's tables. */
export const fillDatabase = ({ cluster, resolve }: MultiAzInstance): Promise<void> =>
  migrateShopDatabase(async () => ({ host: '127.0.0.1', port: resolve().port }), {
    ...cluster.credentials,
    database: cluster.database,
  });

/** The instance as RDS describes it, with its tags. */
export const describeDatabase = (instance: Pick<MultiAzInstance, 'describe'>): LabDbInstance => {
  const { app, 'firedrill:consent': consent } = WEB_TAGS;
  return { ...instance.describe(), tags: { app, tier: 'data', 'firedrill:consent': consent } };
};

/** Tells the instance whether its primary can be reached: what RDS finds out by its own means. */
export const tellWhetherReachable = (instance: MultiAzInstance, network: ShopNetwork): void => {
  const primary = instance.cluster.primary();
  if (primary !== undefined) instance.primaryUnreachable(network.isCut(linkToNode(primary)));
};

const nodeIn = ({ cluster }: MultiAzInstance, nodeId: string): DatabaseNode => {
  const node = cluster.nodes().find((one) => one.nodeId === nodeId);
  if (node === undefined) throw new Error(`There is no database node ${nodeId}.`);
  return node;
};
