import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { LabClock } from '../lab-clock.ts';
import { cloneDatabase } from './clone.ts';
import {
  type ClusterNode,
  type ClusterShape,
  configure,
  endNode,
  requestPromotion,
  startNode,
} from './cluster-node.ts';
import { freshDirectory, initializeDatabase } from './data-directory.ts';
import { freePort } from './free-port.ts';
import { clearDataDirectory } from './left-behind.ts';
import type { Credentials, DatabaseNode, DatabaseStatistics, NodeState } from './messages.ts';
import { postgresAccount } from './postgres-account.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { replicaLagOf, untilPromoted, untilStreaming } from './replication.ts';
import { clusterStatistics, createShop, SHOP_DATABASE } from './shop-database.ts';
import { lookAfterReplication } from './synchronous-watch.ts';

/** What a cluster is made of. */
export type ClusterOptions = {
  /** Holds one folder per node; whatever a killed lab left in those is cleared away. See databaseFolder. */
  readonly dataDir: string;
  /** Two; the first starts as the primary. Without a port, a free one is chosen when the cluster starts. */
  readonly nodes: readonly { readonly nodeId: string; readonly zone: string; readonly port?: number }[];
  readonly clock: LabClock;
  readonly maxConnections?: number;
  /** How long a partner may be silent before its connection counts as lost, in lab time. */
  readonly silentMs?: number;
  /** The port a replica reaches a primary by; without it, the primary's own. */
  readonly replicaConnectsTo?: (link: {
    readonly replica: string;
    readonly primary: string;
  }) => number | Promise<number>;
  /** A primary that is cut off keeps waiting for its standby instead of going on alone. */
  readonly isolated?: (nodeId: string) => boolean;
  /** A server was started; count it among the lab's processes. */
  readonly started?: (nodeId: string, child: ChildProcess) => void;
  /** A server ended without having been told to. */
  readonly lost?: (nodeId: string) => void;
};

/** Two database servers, one streaming from the other. */
export type DatabaseCluster = {
  /** Makes the primary and its standby, from nothing. */
  start(): Promise<void>;
  nodes(): readonly (DatabaseNode & { readonly state: NodeState })[];
  /** The node that takes writes, if one does. */
  primary(): DatabaseNode | undefined;
  /** Whether every write the primary acknowledged is on the standby, also when the primary is gone by now. */
  inSync(): boolean;
  /** Makes the standby the primary; the former one must be gone. */
  promote(nodeId: string): Promise<void>;
  /** The machine goes away, with everything on it. */
  kill(nodeId: string): Promise<void>;
  /** Ends the server in order, if it runs, and starts it again as what it was. */
  restart(nodeId: string): Promise<void>;
  /** Copies the present primary anew and streams from it. Rejects when no stream comes about; the node keeps trying. */
  rejoin(nodeId: string): Promise<void>;
  statistics(): Promise<DatabaseStatistics>;
  /** For the shop. */
  readonly credentials: Credentials;
  readonly database: string;
  /** Ends all servers and removes their data. */
  stop(): Promise<void>;
};

const MAX_CONNECTIONS = 30;
const SILENT_MS = 10_000;
const SILENT_FLOOR_REAL_MS = 1_000;
const WATCH_EVERY_REAL_MS = 100;

/** A cluster that has not started. Its servers are children of this process and end with it. */
export const databaseCluster = (options: ClusterOptions): DatabaseCluster => {
  const { clock, maxConnections = MAX_CONNECTIONS, silentMs = SILENT_MS } = options;
  const superuser: Credentials = { user: 'lab', password: randomBytes(16).toString('hex') };
  const credentials: Credentials = { user: 'shop', password: randomBytes(16).toString('hex') };
  const nodes = options.nodes.map(newNode(options.dataDir));
  const binaries = postgresBinaries();
  const shape: ClusterShape = {
    program: binaries.postgres,
    account: postgresAccount(),
    ...{ superuser, maxConnections },
    silentMs: Math.round(Math.max(clock.real(silentMs), SILENT_FLOOR_REAL_MS)),
    started: ({ nodeId }, child) => options.started?.(nodeId, child),
    lost: ({ nodeId }) => options.lost?.(nodeId),
  };
  let watching: NodeJS.Timeout | undefined;
  let stopped = false;
  let lastStreamingMs = clock.now();

  const inState = (state: NodeState) => nodes.find((node) => node.state === state);
  const primary = () => inState('primary');
  const standby = () => inState('standby');
  const isolated = (nodeId: string) => options.isolated?.(nodeId) ?? false;
  const watch = async () => {
    // A server may go away while it is asked; the next look sees it.
    await lookAfterReplication(shape, { primary, standby, isolated }).catch(() => {});
    if (!stopped) watching = setTimeout(() => void watch(), WATCH_EVERY_REAL_MS).unref();
  };

  const rejoin = async (nodeId: string) => {
    const node = known(nodes, nodeId);
    const source = primary();
    if (source?.session === undefined)
      throw new Error(`There is no primary that ${nodeId} could be copied from.`);
    if (source === node) throw new Error(`${nodeId} is the primary itself.`);
    await endNode(node, 'kill');
    node.state = 'rebuilding';
    try {
      await freshDirectory(shape.account, node.directory);
      await cloneDatabase(source.session, source.directory, node.directory, shape.account);
      node.synchronousWith = undefined;
      const link = { replica: nodeId, primary: source.nodeId };
      node.streamsFromPort = (await options.replicaConnectsTo?.(link)) ?? source.port;
      await startNode(shape, node);
      node.state = 'standby';
    } catch (error) {
      node.state = 'gone';
      throw error;
    }
    await untilStreaming(source, node);
    await lookAfterReplication(shape, { primary, standby, isolated });
  };

  const stop = async () => {
    stopped = true;
    clearTimeout(watching);
    await Promise.all(nodes.map((node) => endNode(node, 'quit')));
    for (const { directory } of nodes) await clearDataDirectory(directory);
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
    for (const { nodeId } of others) await rejoin(nodeId);
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
    primary,
    inSync: () =>
      nodes.some(
        ({ synchronousWith }) => synchronousWith !== undefined && synchronousWith === standby()?.nodeId,
      ),
    promote: async (nodeId) => {
      const node = known(nodes, nodeId);
      const other = primary();
      if (other) throw new Error(`${other.nodeId} is still the primary: with ${nodeId} there would be two.`);
      if (node.state !== 'standby') throw new Error(`${nodeId} is ${node.state}, not a standby.`);
      node.streamsFromPort = undefined;
      configure(shape, node);
      requestPromotion(shape, node);
      await untilPromoted(node);
      node.state = 'primary';
    },
    kill: (nodeId) => endNode(known(nodes, nodeId), 'kill'),
    restart: async (nodeId) => {
      const node = known(nodes, nodeId);
      const state = node.streamsFromPort === undefined ? 'primary' : 'standby';
      const other = primary();
      if (state === 'primary' && other && other !== node) {
        throw new Error(
          `${nodeId} was a primary, and ${other.nodeId} is one now. Let ${nodeId} rejoin instead.`,
        );
      }
      await endNode(node, 'stop');
      await startNode(shape, node);
      node.state = state;
    },
    rejoin,
    statistics: async () => {
      const [node, replica] = [primary(), standby()];
      if (node === undefined) return { connections: 0, maxConnections };
      const connections = await clusterStatistics(node, superuser.user);
      if (replica === undefined) return { connections, maxConnections };
      const lag = await replicaLagOf(node, replica.nodeId);
      if (lag !== undefined) lastStreamingMs = clock.now();
      const replicaLagMs = lag === undefined ? clock.now() - lastStreamingMs : lag * clock.scale;
      return { connections, maxConnections, replicaLagMs };
    },
    credentials,
    database: SHOP_DATABASE,
    stop,
  };
};

const newNode =
  (dataDir: string) =>
  ({ nodeId, zone, port = 0 }: ClusterOptions['nodes'][number]): ClusterNode => ({
    ...{ nodeId, zone, port, directory: join(dataDir, nodeId), state: 'gone' },
    ...{ server: undefined, session: undefined, synchronousWith: undefined, streamsFromPort: undefined },
  });

const known = (nodes: readonly ClusterNode[], nodeId: string): ClusterNode => {
  const node = nodes.find((candidate) => candidate.nodeId === nodeId);
  if (node === undefined) throw new Error(`There is no database node ${nodeId}.`);
  return node;
};
