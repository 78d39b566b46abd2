import pg from 'pg';
import type { MultiAzInstance } from '../database/multi-az.ts';
import type { DatabaseReality } from './api-rds.ts';

const PATIENCE_REAL_MS = 700;

/** Logs in at every node, as a client does, and asks it what it is. */
export const probeDatabase = async (instance: MultiAzInstance): Promise<DatabaseReality> => {
  const { cluster } = instance;
  const looks = await Promise.all(
    cluster.nodes().map(async ({ nodeId, port }) => ({ nodeId, ...(await look(instance, port)) })),
  );
  const primary = looks.find(({ state }) => state === 'primary');
  return {
    ...(primary && { primaryNode: primary.nodeId }),
    streaming: looks.some(({ state }) => state === 'standby') && (await isStreaming(instance)),
    endpointFollows: primary !== undefined && instance.resolve().nodeId === primary.nodeId,
    takesConnections: primary !== undefined,
  };
};

type Look = { readonly state: 'primary' | 'standby' | 'closed' };

const look = async ({ cluster }: MultiAzInstance, port: number): Promise<Look> => {
  const { credentials, database } = cluster;
  const client = new pg.Client({
    ...{ host: '127.0.0.1', port, ...credentials, database, ssl: false },
    ...{ connectionTimeoutMillis: PATIENCE_REAL_MS, query_timeout: PATIENCE_REAL_MS },
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby');
    return { state: rows[0]?.standby ? 'standby' : 'primary' };
  } catch {
    return { state: 'closed' };
  } finally {
    void client.end().catch(() => {});
  }
};

const isStreaming = async ({ cluster }: MultiAzInstance): Promise<boolean> => {
  const { replicaLagMs } = await cluster.statistics().catch(() => ({ replicaLagMs: undefined }));
  return replicaLagMs !== undefined && cluster.inSync();
};
