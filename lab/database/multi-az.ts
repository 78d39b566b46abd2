import { Refusal } from '../keeper/refusal.ts';
import { type ClusterOptions, type DatabaseCluster, databaseCluster } from './cluster.ts';
import type { DatabaseNode } from './messages.ts';
import { dbInstanceArn, type RdsEvent, type RdsEventId, rdsEvent } from './rds-event.ts';
import { RDS_TIMES, type RdsTimes } from './rds-settings.ts';
import { waiting } from './waiting.ts';

/** RDS's words; `failing-over` is its word for a cluster that changes its primary. */
export type DbInstanceStatus =
  | 'creating'
  | 'available'
  | 'rebooting'
  | 'failing-over'
  | 'failed'
  | 'deleting';

/** A DB instance as DescribeDBInstances shows it. */
export type DbInstance = {
  readonly dbInstanceIdentifier: string;
  readonly dbInstanceArn: string;
  readonly dbInstanceStatus: DbInstanceStatus;
  readonly multiAz: true;
  readonly availabilityZone: string;
  readonly secondaryAvailabilityZone: string;
  readonly endpoint: { readonly address: string };
};

/** A Multi-AZ DB instance of the lab. */
export type MultiAzInstance = {
  readonly cluster: DatabaseCluster;
  start(): Promise<void>;
  describe(): DbInstance;
  /** What the endpoint's name leads to now. */
  resolve(): DatabaseNode;
  /** RebootDBInstance; returns when it has begun. Refused (InvalidDBInstanceState) unless the instance is available. */
  reboot(): void;
  rebootWithFailover(): void;
  /** Told from outside: nothing reaches the zone of the present primary, or something does again. */
  primaryUnreachable(unreachable: boolean): void;
  stop(): Promise<void>;
};

/** What a DB instance is made of. */
export type MultiAzOptions = Omit<ClusterOptions, 'lost' | 'isolated'> & {
  readonly dbInstanceIdentifier: string;
  readonly times?: Partial<RdsTimes>;
  publish(event: RdsEvent): void;
  /** Whether a node's zone can be reached; a standby is not made anew in a zone that is cut off. */
  readonly reachable?: (node: DatabaseNode) => boolean;
};

/** A DB instance that has not started. */
export const multiAzInstance = (options: MultiAzOptions): MultiAzInstance => {
  const { clock, dbInstanceIdentifier, reachable = () => true } = options;
  const times = { ...RDS_TIMES, ...options.times };
  const waits = waiting(clock);
  let status: DbInstanceStatus = 'creating';
  let inForce = '';
  let unreachableSinceMs: number | undefined;
  let rebuilding = false;

  const cluster = databaseCluster({
    ...options,
    isolated: () => unreachableSinceMs !== undefined,
    lost: (nodeId) => {
      if (status === 'deleting' || status === 'creating') return;
      if (nodeId === lastPrimary) unreachableSinceMs ??= noticed();
      else void rebuild(nodeId);
    },
  });
  let lastPrimary = '';

  const publish = (id: RdsEventId) => options.publish(rdsEvent(dbInstanceIdentifier, id, clock.now()));
  const node = (nodeId: string) => {
    const found = cluster.nodes().find((candidate) => candidate.nodeId === nodeId);
    if (found === undefined) throw new Error(`${dbInstanceIdentifier} has no node ${nodeId}.`);
    return found;
  };
  const other = (nodeId: string) => cluster.nodes().find((candidate) => candidate.nodeId !== nodeId);

  const noticed = () => {
    const sinceMs = clock.now();
    void waits.until(sinceMs + times.unreachableAfterMs).then(actOnUnreachable);
    return sinceMs;
  };
  const actOnUnreachable = () => {
    if (unreachableSinceMs === undefined || clock.now() < unreachableSinceMs + times.unreachableAfterMs)
      return;
    const goneHere = cluster.primary() === undefined && reachable(node(lastPrimary));
    if (status === 'available' && cluster.inSync()) return begin('failing-over', failOver);
    if (status === 'available' && goneHere) return begin('rebooting', activate);
    void waits.until(clock.now() + times.recheckEveryMs).then(actOnUnreachable);
  };

  const begin = (entered: DbInstanceStatus, work: (startedMs: number) => Promise<void>) => {
    status = entered;
    work(clock.now()).then(
      () => {
        status = 'available';
      },
      (error: unknown) => {
        if (status === 'deleting') return;
        status = 'failed';
        publish('RDS-EVENT-0031');
        console.error(`${dbInstanceIdentifier}: ${error instanceof Error ? error.message : error}`);
      },
    );
  };

  const failOver = async (startedMs: number) => {
    const former = lastPrimary;
    const successor = other(former)?.nodeId ?? '';
    publish('RDS-EVENT-0013');
    // Fenced first: two primaries would each take writes.
    await cluster.kill(former);
    lastPrimary = successor;
    await Promise.all([cluster.promote(successor), waits.until(startedMs + times.restartedAfterMs)]);
    unreachableSinceMs = undefined;
    publish('RDS-EVENT-0006');
    await waits.until(startedMs + times.endpointSwitchedAfterMs);
    inForce = successor;
    await waits.until(startedMs + times.completedAfterMs);
    publish('RDS-EVENT-0049');
    void rebuild(former);
  };

  const activate = async (startedMs: number) => {
    publish('RDS-EVENT-0050');
    await Promise.all([cluster.restart(lastPrimary), waits.until(startedMs + times.restartedAfterMs)]);
    unreachableSinceMs = undefined;
    publish('RDS-EVENT-0051');
  };

  const restart = async (startedMs: number) => {
    publish('RDS-EVENT-0004');
    await Promise.all([cluster.restart(lastPrimary), waits.until(startedMs + times.restartedAfterMs)]);
    publish('RDS-EVENT-0006');
  };

  const rebuild = async (nodeId: string): Promise<void> => {
    if (rebuilding) return;
    rebuilding = true;
    while (nodeId !== lastPrimary && node(nodeId).state !== 'standby' && status !== 'deleting') {
      if (status === 'available' && reachable(node(nodeId))) await cluster.rejoin(nodeId).catch(() => {});
      if (node(nodeId).state !== 'standby') await waits.until(clock.now() + times.recheckEveryMs);
    }
    rebuilding = false;
  };

  const assertAvailable = () => {
    if (status === 'available') return;
    throw new Refusal(
      'InvalidDBInstanceState',
      `DB instance ${dbInstanceIdentifier} is ${status}, not available.`,
    );
  };

  return {
    cluster,
    start: async () => {
      await cluster.start();
      lastPrimary = cluster.primary()?.nodeId ?? '';
      inForce = lastPrimary;
      status = 'available';
    },
    describe: () => ({
      dbInstanceIdentifier,
      dbInstanceArn: dbInstanceArn(dbInstanceIdentifier),
      dbInstanceStatus: status,
      multiAz: true,
      availabilityZone: node(inForce).zone,
      secondaryAvailabilityZone: other(inForce)?.zone ?? '',
      endpoint: { address: `${dbInstanceIdentifier}.rds.lab` },
    }),
    resolve: () => node(inForce),
    reboot: () => {
      assertAvailable();
      begin('rebooting', restart);
    },
    rebootWithFailover: () => {
      assertAvailable();
      if (cluster.inSync()) begin('rebooting', failOver);
      else publish('RDS-EVENT-0034');
    },
    primaryUnreachable: (unreachable) => {
      if (!unreachable) unreachableSinceMs = undefined;
      else unreachableSinceMs ??= noticed();
    },
    stop: async () => {
      status = 'deleting';
      waits.stop();
      await cluster.stop();
    },
  };
};
