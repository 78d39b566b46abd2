/** A machine with a database server on it. */
export type DatabaseNode = {
  readonly nodeId: string;
  readonly zone: string;
  /** Where the server itself listens, on 127.0.0.1. */
  readonly port: number;
};

/** What a node is: `rebuilding` while it is copied from the primary, `gone` when its machine is. */
export type NodeState = 'primary' | 'standby' | 'rebuilding' | 'gone';

/** Who may log in. */
export type Credentials = { readonly user: string; readonly password: string };

/** What CloudWatch would show of the primary; connections and lag as RDS counts them. */
export type DatabaseStatistics = {
  /** Client connections, without the lab's own (as RDS does not count rdsadmin's). */
  readonly connections: number;
  /** What clients may have at once. */
  readonly maxConnections: number;
  /** Lab time; left out while there is no standby. */
  readonly replicaLagMs?: number;
};
