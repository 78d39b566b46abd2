import { type ClusterNode, type ClusterShape, configure } from './cluster-node.ts';
import { replicaLagOf } from './replication.ts';

/** What the watch looks at. */
export type Watched = {
  primary(): ClusterNode | undefined;
  standby(): ClusterNode | undefined;
  /** Whether a primary is cut off: it must not go on alone, for its partner may be promoted any moment. */
  isolated(nodeId: string): boolean;
};

/**
 * Keeps replication synchronous while a standby streams, and lets the primary go on alone when it lost its standby.
 * RDS does the same; a primary that waited for a standby that is gone would be an outage of its own.
 */
export const lookAfterReplication = async (shape: ClusterShape, watched: Watched): Promise<void> => {
  const primary = watched.primary();
  const standby = watched.standby();
  if (primary?.server === undefined) return;
  const lagMs = standby && (await replicaLagOf(primary, standby.nodeId));
  if (lagMs === undefined && watched.isolated(primary.nodeId)) return;
  const wanted = lagMs === undefined ? undefined : standby?.nodeId;
  if (primary.synchronousWith === wanted || watched.primary() !== primary) return;
  primary.synchronousWith = wanted;
  configure(shape, primary);
};
