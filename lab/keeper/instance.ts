import { randomBytes } from 'node:crypto';
import { isAlive, type ProcessIdentity } from '../process/process-identity.ts';
import type { Release } from '../workload/messages.ts';
import { ACCOUNT, REGION, RESTART_MS, WEB_TAGS } from '../workload/settings.ts';
import type { InstanceState, LabInstance } from './api.ts';
import type { WorkloadProcess } from './child-processes.ts';

/** What may be waiting to happen to an instance. */
export type Pending = 'boot' | 'init' | 'native-start' | 'grace';

/** An instance as the keeper knows it. */
export type Instance = {
  readonly instanceId: string;
  readonly zone: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly launchedAtMs: number;
  state: InstanceState;
  /** Where its server listens, or listened last. */
  port: number;
  /** Where the load balancer reaches it: the near end of its link. */
  linkedPort: number | undefined;
  server: WorkloadProcess | undefined;
  /** The server started last, living or not: what a probe looks for. */
  lastServer: ProcessIdentity | undefined;
  startAtMs: number | undefined;
  /** How long the server is down when it ends by itself: a restart, or a reboot of the whole machine. */
  downForMs: number;
  /** The documents Systems Manager is running on it, by command. */
  readonly commands: Map<string, string>;
  /** Processes that burn its CPU time. */
  readonly burners: Set<ProcessIdentity>;
  /** What is started as its server from now on. */
  release: Release;
  /** Taken out of the load balancer on purpose. */
  deregistered: boolean;
  /** Cancels what is waiting. */
  readonly pending: Map<Pending, () => void>;
};

/** A new instance of the web tier that has not booted. */
export const newInstance = (zone: string, port: number, nowMs: number, release: Release): Instance => ({
  instanceId: `i-0${randomBytes(8).toString('hex')}`,
  zone,
  tags: WEB_TAGS,
  launchedAtMs: nowMs,
  state: 'pending',
  port,
  linkedPort: undefined,
  server: undefined,
  lastServer: undefined,
  startAtMs: undefined,
  downForMs: RESTART_MS,
  commands: new Map(),
  burners: new Set(),
  release,
  deregistered: false,
  pending: new Map(),
});

/** An instance's ARN. */
export const arnOf = (instanceId: string): string =>
  `arn:aws:ec2:${REGION}:${ACCOUNT}:instance/${instanceId}`;

/** The instance as DescribeInstances shows it. */
export const describeInstance = (instance: Instance): LabInstance => {
  const { instanceId, zone, state, tags, launchedAtMs, port, server, startAtMs } = instance;
  const { commands, deregistered, release } = instance;
  return {
    instanceId,
    arn: arnOf(instanceId),
    zone,
    state,
    tags,
    launchedAtMs,
    port,
    commands: [...commands.values()],
    release,
    registered: !deregistered,
    // The keeper hears of a death a moment after it; the operating system knows at once.
    ...(server && isAlive(server) && { serverPid: server.pid, serverStartTime: server.startTime }),
    ...(startAtMs !== undefined && { startAtMs }),
  };
};

/** Stops waiting for something. */
export const cancel = (instance: Instance, what: Pending): void => {
  instance.pending.get(what)?.();
  instance.pending.delete(what);
};
