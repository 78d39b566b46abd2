import type { Credentials } from './messages.ts';

/** What differs from node to node. Times are real: PostgreSQL knows no lab clock. */
export type PostgresSettings = {
  readonly nodeId: string;
  readonly port: number;
  readonly maxConnections: number;
  /** A partner that is silent for this long has lost its connection. */
  readonly silentMs: number;
  /** Whose confirmation a commit waits for. */
  readonly synchronousWith?: string | undefined;
  /** Where a standby streams from. */
  readonly streamsFrom?: { readonly port: number; readonly credentials: Credentials } | undefined;
};

// Slots kept for the lab's own sessions, so that it still sees a database that has no connection left to give. Its one
// lasting session takes an ordinary slot: PostgreSQL only keeps the last free ones for superusers.
const RESERVED_CONNECTIONS = 4;
const LAB_SESSIONS = 1;

/** The whole postgresql.conf of a node. */
export const postgresqlConf = (node: PostgresSettings): string =>
  Object.entries(settingsOf(node))
    .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
    .join('');

const settingsOf = (node: PostgresSettings): Record<string, string> => ({
  listen_addresses: '127.0.0.1',
  port: String(node.port),
  // Their paths may have 107 bytes, and a project's folder may be longer.
  unix_socket_directories: '',
  max_connections: String(node.maxConnections + RESERVED_CONNECTIONS + LAB_SESSIONS),
  superuser_reserved_connections: String(RESERVED_CONNECTIONS),
  // Memory of a small lab; what would be named shared memory lies in the data directory and goes with it.
  shared_buffers: '8MB',
  work_mem: '1MB',
  maintenance_work_mem: '4MB',
  dynamic_shared_memory_type: 'mmap',
  max_worker_processes: '0',
  max_parallel_workers: '0',
  max_logical_replication_workers: '0',
  io_method: 'sync',
  autovacuum: 'off',
  jit: 'off',
  // The lab's data need not survive the machine, only the process: what is written is in the system's cache.
  fsync: 'off',
  full_page_writes: 'off',
  max_wal_size: '64MB',
  min_wal_size: '4MB',
  wal_level: 'replica',
  wal_keep_size: '64MB',
  max_wal_senders: '4',
  max_replication_slots: '0',
  hot_standby: 'on',
  // A standby answers at once when it is asked for promotion or finds its primary again.
  wal_retrieve_retry_interval: '100ms',
  wal_receiver_status_interval: '1s',
  wal_sender_timeout: `${node.silentMs}ms`,
  wal_receiver_timeout: `${node.silentMs}ms`,
  // RDS Multi-AZ replicates synchronously: what was acknowledged is on the standby.
  synchronous_commit: node.synchronousWith === undefined ? 'local' : 'on',
  synchronous_standby_names: node.synchronousWith === undefined ? '' : `"${node.synchronousWith}"`,
  cluster_name: node.nodeId,
  scram_iterations: '1',
  log_min_messages: 'warning',
  log_timezone: 'UTC',
  timezone: 'UTC',
  ...(node.streamsFrom && { primary_conninfo: connectionString(node.nodeId, node.streamsFrom) }),
});

const connectionString = (
  nodeId: string,
  { port, credentials: { user, password } }: NonNullable<PostgresSettings['streamsFrom']>,
) =>
  `host=127.0.0.1 port=${port} user=${user} password=${password} application_name=${nodeId} sslmode=disable gssencmode=disable`;

/** Who may come in: from this machine only, and only with a password. */
export const HOST_BASED_AUTHENTICATION = `\
host all         all 127.0.0.1/32 scram-sha-256
host replication all 127.0.0.1/32 scram-sha-256
`;
