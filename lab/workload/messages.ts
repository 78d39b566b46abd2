import type { TargetHealth, TargetHealthState } from '../keeper/api.ts';
import type { LabTime } from '../lab-clock.ts';
import type { ShopLogin } from './shop-database/shop-database.ts';

/** A target of the load balancer. */
export type Target = { readonly targetId: string; readonly port: number; readonly zone: string };

/** One request as the load balancer saw it; arrays, because there are hundreds a second. */
export type AccessRecord = readonly [
  completedAtMs: number,
  /** null when there was no target to choose */
  targetId: string | null,
  elbStatus: number,
  /** null when the load balancer made the answer */
  targetStatus: number | null,
  targetMs: number | null,
];

/** One request as its user saw it; the latency counts from when it was due. */
export type UserRecord = readonly [finishedAtMs: number, ok: boolean, latencyMs: number];

/** How many targets are in which health. */
export type HostCounts = { readonly healthy: number; readonly unhealthy: number };

/** What a process of the workload tells the keeper. */
export type WorkloadReport =
  | { readonly type: 'listening'; readonly port: number }
  | {
      readonly type: 'access';
      readonly atMs: number;
      readonly records: AccessRecord[];
      readonly hosts: HostCounts;
    }
  | { readonly type: 'health'; readonly target: TargetHealth; readonly previousState: TargetHealthState }
  | { readonly type: 'users'; readonly records: UserRecord[] }
  | { readonly type: 'invocations'; readonly records: InvocationRecord[] }
  | { readonly type: 'configured'; readonly turn: number }
  /** What does the database's name lead to? */
  | { readonly type: 'resolve'; readonly turn: number };

/** What the keeper tells the load balancer. */
export type LoadBalancerOrder =
  | { readonly type: 'register'; readonly target: Target }
  | { readonly type: 'deregister'; readonly targetId: string };

/** What the keeper tells a web server. */
export type WebServerOrder =
  | {
      readonly type: 'cpu';
      /** The share of the machine's one vCPU that is left for it, 0 to 1. */
      readonly share: number;
    }
  /** What the database's name leads to; the answer to `resolve`. */
  | { readonly type: 'endpoint'; readonly turn: number; readonly port: number };

/** Whatever the keeper tells a process of the workload. */
export type WorkloadOrder = LoadBalancerOrder | WebServerOrder | FunctionOrder;

/** The two releases of the web tier: how it holds its connection to the database. */
export type Release = (typeof RELEASES)[number];

/** Every release there is. */
export const RELEASES = ['caching', 'reconnecting'] as const;

/** What a web server is started with. */
export type WebServerSettings = LabTime & {
  readonly instanceId: string;
  readonly zone: string;
  readonly port: number;
  readonly release: Release;
  readonly login: ShopLogin;
};

/** What the load balancer is started with; port 0 lets the system choose. */
export type LoadBalancerSettings = LabTime & { readonly port: number; readonly targets: readonly Target[] };

/** What the users are started with. */
export type UsersSettings = LabTime & { readonly port: number; readonly ordersPort: number };

/** How a function is made to run, in Lambda's and FIS's own terms. Empty is as it should be. */
export type FunctionConfiguration = {
  /** Reserved concurrency; 0 refuses every invocation. */
  readonly reservedConcurrentExecutions?: number;
  readonly delayMs?: number;
  readonly failing?: { readonly preventExecution: boolean };
  /** Of how many invocations, in percent, the delay or the failure is. */
  readonly invocationPercentage?: number;
};

/** What a function is started with. */
export type FunctionSettings = LabTime & {
  readonly port: number;
  readonly configuration: FunctionConfiguration;
};

/** What the keeper tells a function. */
export type FunctionOrder = {
  readonly type: 'configure';
  readonly turn: number;
  readonly configuration: FunctionConfiguration;
};

/** One invocation; `durationMs` is missing where it was throttled. */
export type InvocationRecord = readonly [
  atMs: number,
  outcome: 'ok' | 'error' | 'throttled',
  durationMs: number | null,
];
