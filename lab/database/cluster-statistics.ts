import type { LabClock } from '../lab-clock.ts';
import type { ClusterNode } from './cluster-node.ts';
import type { DatabaseStatistics } from './messages.ts';
import { replicaLagOf } from './replication.ts';
import type { Watched } from './synchronous-watch.ts';

/** Reads the primary's statistics. While no standby streams, the lag is the time since one was last seen to. */
export const clusterStatistics = (
  clock: LabClock,
  maxConnections: number,
  labUser: string,
  { primary, standby }: Watched,
): (() => Promise<DatabaseStatistics>) => {
  let lastStreamingMs = clock.now();

  return async () => {
    const [node, replica] = [primary(), standby()];
    if (node === undefined) return { connections: 0, maxConnections };
    const connections = await countClients(node, labUser);
    if (replica === undefined) return { connections, maxConnections };
    const lagRealMs = await replicaLagOf(node, replica.nodeId);
    if (lagRealMs !== undefined) lastStreamingMs = clock.now();
    const replicaLagMs = lagRealMs === undefined ? clock.now() - lastStreamingMs : lagRealMs * clock.scale;
    return { connections, maxConnections, replicaLagMs };
  };
};

// The lab's own sessions do not count.
const countClients = async ({ session }: ClusterNode, labUser: string): Promise<number> => {
  const [row] =
    (await session?.query<{ connections: number }>(
      "SELECT count(*)::int AS connections FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename <> $1",
      [labUser],
    )) ?? [];
  return row?.connections ?? 0;
};
