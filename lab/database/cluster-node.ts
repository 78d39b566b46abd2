import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSettings } from './data-directory.ts';
import { type DatabaseSession, databaseSession } from './database-session.ts';
import type { Credentials, NodeState } from './messages.ts';
import { giveTo, type PostgresAccount } from './postgres-account.ts';
import { type PostgresServer, startServer } from './postgres-server.ts';
import type { PostgresSettings } from './postgres-settings.ts';

/** A node as its cluster knows it. */
export type ClusterNode = {
  readonly nodeId: string;
  readonly zone: string;
  readonly directory: string;
  port: number;
  state: NodeState;
  server: PostgresServer | undefined;
  session: DatabaseSession | undefined;
  /** The node whose confirmation this one's commits wait for. */
  synchronousWith: string | undefined;
  streamsFromPort: number | undefined;
};

/** What all nodes of a cluster have in common. */
export type ClusterShape = {
  readonly program: string;
  readonly account: PostgresAccount;
  readonly superuser: Credentials;
  readonly maxConnections: number;
  readonly silentMs: number;
  started(node: ClusterNode, child: ChildProcess): void;
  /** The node's server ended by itself. */
  lost(node: ClusterNode): void;
};

/** Writes the node's settings as they are now; a running server follows them. */
export const configure = (shape: ClusterShape, node: ClusterNode): void => {
  const { superuser: credentials, maxConnections, silentMs } = shape;
  const { nodeId, port, synchronousWith, streamsFromPort } = node;
  const settings: PostgresSettings = {
    ...{ nodeId, port, maxConnections, silentMs, synchronousWith },
    streamsFrom: streamsFromPort === undefined ? undefined : { port: streamsFromPort, credentials },
  };
  writeSettings(shape.account, node.directory, settings);
  node.server?.reload();
};

/** Starts the node's server on what its folder holds. */
export const startNode = async (shape: ClusterShape, node: ClusterNode): Promise<void> => {
  const { program, account } = shape;
  const lost = () => {
    forget(node);
    shape.lost(node);
  };
  const started = (child: ChildProcess) => shape.started(node, child);
  configure(shape, node);
  node.server = await startServer({ program, account, directory: node.directory, lost, started });
  node.session = databaseSession(node.port, shape.superuser);
};

/** Ends the node's server in one of its ways. */
export const endNode = async (node: ClusterNode, how: 'stop' | 'quit' | 'kill'): Promise<void> => {
  const { server } = node;
  forget(node);
  await server?.[how]();
};

/** Asks a standby to become a primary (what pg_ctl promote does). */
export const requestPromotion = (shape: ClusterShape, node: ClusterNode): void => {
  const request = join(node.directory, 'promote');
  writeFileSync(request, '');
  giveTo(shape.account, request);
  node.server?.child.kill('SIGUSR1');
};

const forget = (node: ClusterNode) => {
  node.session?.drop();
  node.session = undefined;
  node.server = undefined;
  node.state = 'gone';
};
