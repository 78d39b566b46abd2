import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ClusterOptions, DatabaseCluster } from './cluster-api.ts';
import { type ClusterNode, type ClusterShape, endNode, startNode } from './cluster-node.ts';
import { clusterRoles } from './cluster-roles.ts';
import { clusterStatistics } from './cluster-statistics.ts';
import { freshDirectory, initializeDatabase } from './data-directory.ts';
import { freePort } from './free-port.ts';
import { clearDataDirectory, removeMark } from './left-behind.ts';
import type { Credentials } from './messages.ts';
import { postgresAccount } from './postgres-account.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { reachableBinaries } from './reachable-binaries.ts';
import { createShop, SHOP_DATABASE } from './shop-database.ts';
import { lookAfterReplication } from './synchronous-watch.ts';

const MAX_CONNECTIONS = 30;
const SILENT_MS = 10_000;
const SILENT_FLOOR_REAL_MS = 1_000;
const WATCH_EVERY_REAL_MS = 100;

/** A cluster that has not started. Its servers are children of this process and end with it. */
export const databaseCluster = (options: ClusterOptions): DatabaseCluster => {
  const { clock, maxConnections = MAX_CONNECTIONS, silentMs = SILENT_MS } = options;
  const superuser = newCredentials('lab');
  const credentials = newCredentials('shop');
  const nodes = options.nodes.map(newNode(options.dataDir));
  const account = postgresAccount();
  const binaries = reachableBinaries(account, postgresBinaries());
  const shape: ClusterShape = {
    program: binaries.postgres,
    account,
    ...{ superuser, maxConnections },
    silentMs: Math.round(Math.max(clock.real(silentMs), SILENT_FLOOR_REAL_MS)),
    started: ({ nodeId }, child) => options.started?.(nodeId, child),
    lost: ({ nodeId }) => options.lost?.(nodeId),
  };
  const roles = clusterRoles(shape, nodes, options);
  let watching: NodeJS.Timeout | undefined;
  let stopped = false;

  const watch = async () => {
    // A server may go away while it is asked; the next look sees it.
    await lookAfterReplication(shape, roles).catch(() => {});
    if (!stopped) watching = setTimeout(() => void watch(), WATCH_EVERY_REAL_MS).unref();
  };

  const stop = async () => {
    stopped = true;
    clearTimeout(watching);
    await Promise.all(nodes.map((node) => endNode(node, 'quit')));
    for (const { directory } of nodes) await clearDataDirectory(directory);
    for (const { directory } of nodes) await removeMark(directory);
  };

  const start = async () => {
    const [first, ...others] = nodes;
    if (first === undefined) throw new Error('A cluster needs a node.');
    for (const { directory } of nodes) await clearDataDirectory(directory);
    for (const node of nodes) node.port ||= await freePort(new Set(nodes.map(({ port }) => port)));
    await freshDirectory(shape.account, first.directory);
    await initializeDatabase(binaries.initdb, shape.account, first.directory, superuser);
    await startNode(shape, first);
    first.state = 'primary';
    await createShop(first, credentials);
    for (const { nodeId } of others) await roles.rejoin(nodeId);
    void watch();
  };

  return {
    start: async () => {
      try {
        await start();
      } catch (error) {
        await stop();
        throw error;
      }
    },
    nodes: () => nodes.map(({ nodeId, zone, port, state }) => ({ nodeId, zone, port, state })),
    primary: roles.primary,
    inSync: () => {
      const standbyId = roles.standby()?.nodeId;
      return standbyId !== undefined && nodes.some(({ synchronousWith }) => synchronousWith === standbyId);
    },
    promote: roles.promote,
    kill: (nodeId) => endNode(roles.known(nodeId), 'kill'),
    restart: roles.restart,
    rejoin: roles.rejoin,
    statistics: clusterStatistics(clock, maxConnections, superuser.user, roles),
    credentials,
    database: SHOP_DATABASE,
    stop,
  };
};

const newCredentials = (user: string): Credentials => ({ user, password: randomBytes(16).toString('hex') });

const newNode =
  (dataDir: string) =>
  ({ nodeId, zone, port = 0 }: ClusterOptions['nodes'][number]): ClusterNode => ({
    ...{ nodeId, zone, port, directory: join(dataDir, nodeId), state: 'gone' },
    ...{ server: undefined, session: undefined, synchronousWith: undefined, streamsFromPort: undefined },
  });
