import type { DbInstance } from '../database/multi-az.ts';

/** A DB instance, with its tags. */
export type LabDbInstance = DbInstance & { readonly tags: Readonly<Record<string, string>> };

/** What the database itself says, now. */
export type DatabaseReality = {
  /** The node that takes writes. */
  readonly primaryNode?: string;
  /** The other node streams from it. */
  readonly streaming: boolean;
  /** The endpoint's name leads to the node that takes writes. */
  readonly endpointFollows: boolean;
  /** A client that logs in now is let in. */
  readonly takesConnections: boolean;
};

/** RDS, and what a client can do to it. */
export type RdsOperations = {
  'rds/DescribeDBInstances': {
    input: Record<string, never>;
    answer: { readonly dbInstances: readonly LabDbInstance[] };
  };
  'rds/RebootDBInstance': {
    input: {
      readonly dbInstanceIdentifier: string;
      readonly forceFailover: boolean;
      readonly clientToken?: string;
    };
    answer: Record<string, never>;
  };
  'rds/ProbeDBInstance': { input: { readonly dbInstanceIdentifier: string }; answer: DatabaseReality };
  /** Takes every free connection and holds it, until released or the duration is over. */
  'rds/ExhaustConnections': {
    input: {
      readonly dbInstanceIdentifier: string;
      readonly durationMs: number;
      readonly clientToken: string;
    };
    answer: { readonly held: number };
  };
  'rds/ReleaseConnections': {
    input: { readonly clientToken: string };
    answer: { readonly released: boolean };
  };
  /** Exhaustions whose client token begins so. */
  'rds/ListExhaustions': {
    input: { readonly tokenPrefix: string };
    answer: { readonly exhaustions: readonly { readonly clientToken: string; readonly held: number }[] };
  };
};
