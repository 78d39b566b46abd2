import type { LabClock } from '../lab-clock.ts';
import type { DatabaseCluster } from './cluster-api.ts';
import type { DatabaseNode, NodeState } from './messages.ts';
import type { RdsEventId } from './rds-event.ts';
import type { RdsTimes } from './rds-settings.ts';
import type { Waiting } from './waiting.ts';

/** RDS's words; `failing-over` is its word for a cluster that changes its primary. */
export type DbInstanceStatus =
  | 'creating'
  | 'available'
  | 'rebooting'
  | 'failing-over'
  | 'failed'
  | 'deleting';

/** How a DB instance stands. */
export type DbInstanceState = {
  status: DbInstanceStatus;
  /** The node the endpoint's name leads to. */
  endpointAt: string;
  /** The node that is primary, or was until it went away. */
  lastPrimary: string;
  unreachableSinceMs: number | undefined;
};

/** What the work on a DB instance needs. */
export type DbInstanceContext = {
  readonly cluster: DatabaseCluster;
  readonly clock: LabClock;
  readonly times: RdsTimes;
  readonly waits: Waiting;
  readonly it: DbInstanceState;
  publish(id: RdsEventId): void;
  reachable(node: DatabaseNode): boolean;
};

type StatedNode = DatabaseNode & { readonly state: NodeState };

/** What RDS does to a DB instance. Each takes its time, tells its events, and rejects when it cannot be done. */
export type DbInstanceWork = {
  node(nodeId: string): StatedNode;
  partnerOf(nodeId: string): StatedNode;
  failOver(startedMs: number): Promise<void>;
  /** Starts a primary that went away by itself in its old place. */
  activate(startedMs: number): Promise<void>;
  restart(startedMs: number): Promise<void>;
  /** Makes a node a standby anew, as soon as that is possible. */
  rebuild(nodeId: string): Promise<void>;
};

/** The work on one DB instance. */
export const dbInstanceWork = (context: DbInstanceContext): DbInstanceWork => {
  const { cluster, clock, times, waits, it, publish, reachable } = context;
  let rebuilding = false;

  const find = (wanted: (candidate: StatedNode) => boolean, what: string) => {
    const found = cluster.nodes().find(wanted);
    if (found === undefined) throw new Error(`The DB instance has no ${what}.`);
    return found;
  };
  const node = (nodeId: string) => find((candidate) => candidate.nodeId === nodeId, `node ${nodeId}`);
  const partnerOf = (nodeId: string) => find((candidate) => candidate.nodeId !== nodeId, 'second node');
  const restarted = (startedMs: number) =>
    Promise.all([cluster.restart(it.lastPrimary), waits.until(startedMs + times.restartedAfterMs)]);

  // The endpoint has led to the former all the time, which has every row that was acknowledged.
  const goBack = async (former: string, successor: string, startedMs: number) => {
    await cluster.kill(successor);
    it.lastPrimary = former;
    await restarted(startedMs);
    it.unreachableSinceMs = undefined;
    publish('RDS-EVENT-0006');
    void rebuild(successor);
  };

  const rebuild = async (nodeId: string): Promise<void> => {
    if (rebuilding) return;
    rebuilding = true;
    const wanted = () => nodeId !== it.lastPrimary && it.status !== 'deleting';
    while (wanted() && node(nodeId).state !== 'standby') {
      // What hinders it now may not hinder it at the next turn.
      if (it.status === 'available' && reachable(node(nodeId))) await cluster.rejoin(nodeId).catch(() => {});
      if (node(nodeId).state !== 'standby') await waits.until(clock.now() + times.recheckEveryMs);
    }
    rebuilding = false;
  };

  return {
    node,
    partnerOf,
    failOver: async (startedMs) => {
      const former = it.lastPrimary;
      const successor = partnerOf(former).nodeId;
      publish('RDS-EVENT-0013');
      // Fenced first: two primaries would each take writes.
      await cluster.kill(former);
      it.lastPrimary = successor;
      // It was about the former; what becomes of the successor from here on counts.
      it.unreachableSinceMs = undefined;
      try {
        await cluster.promote(successor);
      } catch {
        return goBack(former, successor, startedMs);
      }
      await waits.until(startedMs + times.restartedAfterMs);
      publish('RDS-EVENT-0006');
      await waits.until(startedMs + times.endpointSwitchedAfterMs);
      it.endpointAt = successor;
      await waits.until(startedMs + times.completedAfterMs);
      publish('RDS-EVENT-0049');
      void rebuild(former);
    },
    activate: async (startedMs) => {
      publish('RDS-EVENT-0050');
      await restarted(startedMs);
      it.unreachableSinceMs = undefined;
      publish('RDS-EVENT-0051');
    },
    restart: async (startedMs) => {
      publish('RDS-EVENT-0004');
      await restarted(startedMs);
      publish('RDS-EVENT-0006');
    },
    rebuild,
  };
};
