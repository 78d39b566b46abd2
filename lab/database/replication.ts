import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterNode } from './cluster-node.ts';

/** What a primary says of its standby: real milliseconds the standby is behind, or undefined when none streams from it. */
export const replicaLagOf = async (primary: ClusterNode, standbyId: string): Promise<number | undefined> => {
  const [row] = (await primary.session?.query<{ lag: string }>(LAG, [standbyId])) ?? [];
  return row && Number(row.lag) * 1000;
};

// replay_lag keeps its last value when nothing is written and when nothing is answered: what counts then is whether
// everything was replayed, and since when the standby has been silent.
const LAG = `
  SELECT CASE WHEN replay_lsn >= pg_current_wal_lsn() THEN 0
    ELSE greatest(extract(epoch FROM replay_lag), extract(epoch FROM clock_timestamp() - reply_time), 0)
  END AS lag
  FROM pg_stat_replication WHERE application_name = $1 AND state = 'streaming'`;

const LONGEST_WAIT_MS = 15_000;

/** Waits until a node is a primary that takes writes. Real time: PostgreSQL is as quick as the machine. */
export const untilPromoted = (node: ClusterNode): Promise<void> =>
  until(`${node.nodeId} to be promoted`, async () => {
    if (node.server === undefined) throw new Error(`${node.nodeId} went away while it was promoted.`);
    const [row] =
      (await node.session?.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby')) ?? [];
    return row?.standby === false;
  });

/** Waits until a standby streams from its primary. */
export const untilStreaming = (primary: ClusterNode, standby: ClusterNode): Promise<void> =>
  until(
    `${standby.nodeId} to stream from ${primary.nodeId}`,
    async () => (await replicaLagOf(primary, standby.nodeId)) !== undefined,
  );

const until = async (what: string, condition: () => Promise<boolean>) => {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  while (!(await condition())) {
    if (Date.now() > deadline)
      throw new Error(`The lab waited ${LONGEST_WAIT_MS / 1000} s in vain for ${what}.`);
    await sleep(10);
  }
};
