import { cloneDatabase } from './clone.ts';
import type { ClusterOptions, DatabaseCluster } from './cluster-api.ts';
import {
  type ClusterNode,
  type ClusterShape,
  configure,
  endNode,
  requestPromotion,
  startNode,
} from './cluster-node.ts';
import { freshDirectory } from './data-directory.ts';
import type { NodeState } from './messages.ts';
import { untilPromoted, untilStreaming } from './replication.ts';
import { lookAfterReplication, type Watched } from './synchronous-watch.ts';

/** Who is primary and who standby, and how that changes. */
export type ClusterRoles = Watched &
  Pick<DatabaseCluster, 'promote' | 'restart' | 'rejoin'> & {
    /** Throws when there is no such node. */
    known(nodeId: string): ClusterNode;
  };

/** The roles of these nodes; nobody has one yet. */
export const clusterRoles = (
  shape: ClusterShape,
  nodes: readonly ClusterNode[],
  options: Pick<ClusterOptions, 'isolated' | 'replicaConnectsTo'>,
): ClusterRoles => {
  const inState = (state: NodeState) => nodes.find((node) => node.state === state);
  const known = (nodeId: string) => {
    const node = nodes.find((candidate) => candidate.nodeId === nodeId);
    if (node === undefined) throw new Error(`There is no database node ${nodeId}.`);
    return node;
  };
  const watched: Watched = {
    primary: () => inState('primary'),
    standby: () => inState('standby'),
    isolated: (nodeId) => options.isolated?.(nodeId) ?? false,
  };

  const cloneFrom = async (source: ClusterNode, node: ClusterNode) => {
    const { session, nodeId: primary, directory, port } = source;
    if (session === undefined) throw new Error(`${primary} went away.`);
    await freshDirectory(shape.account, node.directory);
    await cloneDatabase(session, directory, node.directory, shape.account);
    node.synchronousWith = undefined;
    node.streamsFromPort = (await options.replicaConnectsTo?.({ replica: node.nodeId, primary })) ?? port;
    await startNode(shape, node);
  };

  return {
    ...watched,
    known,
    rejoin: async (nodeId) => {
      const node = known(nodeId);
      const source = watched.primary();
      if (source === undefined) throw new Error(`There is no primary that ${nodeId} could be copied from.`);
      if (source === node) throw new Error(`${nodeId} is the primary itself.`);
      await endNode(node, 'kill');
      node.state = 'rebuilding';
      try {
        await cloneFrom(source, node);
        node.state = 'standby';
      } catch (error) {
        node.state = 'gone';
        throw error;
      }
      await untilStreaming(source, node);
      await lookAfterReplication(shape, watched);
    },
    promote: async (nodeId) => {
      const node = known(nodeId);
      const other = watched.primary();
      if (other) throw new Error(`${other.nodeId} is still the primary: with ${nodeId} there would be two.`);
      if (node.state !== 'standby') throw new Error(`${nodeId} is ${node.state}, not a standby.`);
      node.streamsFromPort = undefined;
      configure(shape, node);
      requestPromotion(shape, node);
      await untilPromoted(node);
      node.state = 'primary';
    },
    restart: async (nodeId) => {
      const node = known(nodeId);
      const state = node.streamsFromPort === undefined ? 'primary' : 'standby';
      const other = watched.primary();
      if (state === 'primary' && other && other !== node) {
        throw new Error(
          `${nodeId} was a primary, and ${other.nodeId} is one now. Let ${nodeId} rejoin instead.`,
        );
      }
      await endNode(node, 'stop');
      await startNode(shape, node);
      node.state = state;
    },
  };
};
