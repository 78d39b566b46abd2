import type { ChildProcess } from 'node:child_process';
import type { LabClock } from '../lab-clock.ts';
import type { Credentials, DatabaseNode, DatabaseStatistics, NodeState } from './messages.ts';

/** What a cluster is made of. */
export type ClusterOptions = {
  /** Holds one folder per node; whatever a killed lab left in those is cleared away. See shopDataDir. */
  readonly dataDir: string;
  /** Two; the first starts as the primary. Without a port, a free one is chosen when the cluster starts. */
  readonly nodes: readonly { readonly nodeId: string; readonly zone: string; readonly port?: number }[];
  readonly clock: LabClock;
  readonly maxConnections?: number;
  /** How long a partner may be silent before its connection counts as lost, in lab time. */
  readonly silentMs?: number;
  /** The port a replica reaches a primary by; without it, the primary's own. */
  readonly replicaConnectsTo?: (link: {
    readonly replica: string;
    readonly primary: string;
  }) => number | Promise<number>;
  /** A primary that is cut off keeps waiting for its standby instead of going on alone. */
  readonly isolated?: (nodeId: string) => boolean;
  /** A server was started; count it among the lab's processes. */
  readonly started?: (nodeId: string, child: ChildProcess) => void;
  /** A server ended without having been told to. */
  readonly lost?: (nodeId: string) => void;
};

/** Two database servers, one streaming from the other. */
export type DatabaseCluster = {
  /** Makes the primary and its standby, from nothing. */
  start(): Promise<void>;
  nodes(): readonly (DatabaseNode & { readonly state: NodeState })[];
  /** The node that takes writes, if one does. */
  primary(): DatabaseNode | undefined;
  /** Whether every write the primary acknowledged is on the standby, also when the primary is gone by now. */
  inSync(): boolean;
  /** Makes the standby the primary; the former one must be gone. */
  promote(nodeId: string): Promise<void>;
  /** The machine goes away, with everything on it. */
  kill(nodeId: string): Promise<void>;
  /** Ends the server in order, if it runs, and starts it again as what it was. */
  restart(nodeId: string): Promise<void>;
  /** Copies the present primary anew and streams from it. Rejects when no stream comes about; the node keeps trying. */
  rejoin(nodeId: string): Promise<void>;
  statistics(): Promise<DatabaseStatistics>;
  /** For the shop. */
  readonly credentials: Credentials;
  readonly database: string;
  /** Ends all servers and removes their data. */
  stop(): Promise<void>;
};
