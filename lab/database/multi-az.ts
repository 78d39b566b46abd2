import { Refusal } from '../keeper/refusal.ts';
import { databaseCluster } from './cluster.ts';
import type { ClusterOptions, DatabaseCluster } from './cluster-api.ts';
import { type DbInstanceState, type DbInstanceStatus, dbInstanceWork } from './db-instance-work.ts';
import type { DatabaseNode } from './messages.ts';
import { dbInstanceArn, type RdsEvent, type RdsEventId, rdsEvent } from './rds-event.ts';
import { RDS_TIMES, type RdsTimes } from './rds-settings.ts';
import { waiting } from './waiting.ts';

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
  const it: DbInstanceState = {
    ...{ status: 'creating', endpointAt: '', lastPrimary: '', unreachableSinceMs: undefined },
  };
  const publish = (id: RdsEventId) => options.publish(rdsEvent(dbInstanceIdentifier, id, clock.now()));

  const cluster = databaseCluster({
    ...options,
    isolated: () => it.unreachableSinceMs !== undefined,
    lost: (nodeId) => {
      if (it.status === 'deleting' || it.status === 'creating') return;
      if (nodeId === it.lastPrimary) noticeUnreachable();
      else void work.rebuild(nodeId);
    },
  });
  const work = dbInstanceWork({ cluster, clock, times, waits, publish, reachable, it });
  const { node, partnerOf } = work;

  const noticeUnreachable = () => {
    if (it.unreachableSinceMs !== undefined) return;
    it.unreachableSinceMs = clock.now();
    void waits.until(it.unreachableSinceMs + times.unreachableAfterMs).then(actOnUnreachable);
  };
  const actOnUnreachable = () => {
    const { status, unreachableSinceMs: sinceMs, lastPrimary } = it;
    if (sinceMs === undefined || clock.now() < sinceMs + times.unreachableAfterMs) return;
    const goneByItself = cluster.primary() === undefined && reachable(node(lastPrimary));
    if (status === 'available' && cluster.inSync()) return begin('failing-over', work.failOver);
    if (status === 'available' && goneByItself) return begin('rebooting', work.activate);
    void waits.until(clock.now() + times.recheckEveryMs).then(actOnUnreachable);
  };

  const begin = (status: DbInstanceStatus, run: (startedMs: number) => Promise<void>) => {
    it.status = status;
    const end = (ended: DbInstanceStatus) => {
      if (it.status !== 'deleting') it.status = ended;
    };
    run(clock.now()).then(
      () => end('available'),
      (error: unknown) => {
        if (it.status === 'deleting') return;
        end('failed');
        publish('RDS-EVENT-0031');
        console.error(`${dbInstanceIdentifier}: ${error instanceof Error ? error.message : error}`);
      },
    );
  };
  const assertAvailable = () => {
    if (it.status === 'available') return;
    const message = `DB instance ${dbInstanceIdentifier} is ${it.status}, not available.`;
    throw new Refusal('InvalidDBInstanceState', message);
  };

  return {
    cluster,
    start: async () => {
      await cluster.start();
      it.lastPrimary = cluster.primary()?.nodeId ?? '';
      it.endpointAt = it.lastPrimary;
      it.status = 'available';
    },
    describe: () => ({
      dbInstanceIdentifier,
      dbInstanceArn: dbInstanceArn(dbInstanceIdentifier),
      dbInstanceStatus: it.status,
      multiAz: true,
      availabilityZone: node(it.endpointAt).zone,
      secondaryAvailabilityZone: partnerOf(it.endpointAt).zone,
      endpoint: { address: `${dbInstanceIdentifier}.rds.lab` },
    }),
    resolve: () => node(it.endpointAt),
    reboot: () => {
      assertAvailable();
      begin('rebooting', work.restart);
    },
    rebootWithFailover: () => {
      assertAvailable();
      if (cluster.inSync()) begin('rebooting', work.failOver);
      else publish('RDS-EVENT-0034');
    },
    primaryUnreachable: (unreachable) => {
      if (unreachable) noticeUnreachable();
      // One whose server is gone stays unreachable, whatever the network says.
      else if (cluster.primary() !== undefined) it.unreachableSinceMs = undefined;
    },
    stop: async () => {
      it.status = 'deleting';
      waits.stop();
      await cluster.stop();
    },
  };
};
