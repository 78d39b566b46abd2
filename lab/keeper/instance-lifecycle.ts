import type { LabClock } from '../lab-clock.ts';
import { BOOT_MS } from '../workload/settings.ts';
import type { InstanceState } from './api.ts';
import type { ChildProcesses } from './child-processes.ts';
import { cancel, type Instance } from './instance.ts';
import { instanceServers, type ServerHooks } from './instance-server.ts';

/** The ways an instance can go, as EC2's lifecycle has them. What is not possible from a state does nothing. */
export type InstanceLifecycle = {
  boot(instance: Instance, bootMs: number): void;
  /** With `startAfterMs` the keeper starts it again by itself. */
  stop(instance: Instance, startAfterMs?: number): void;
  start(instance: Instance): void;
  terminate(instance: Instance): void;
  /** Its server ends, and is started again after `downForMs`. */
  restart(instance: Instance, downForMs: number): void;
};

/** Who wants to know what becomes of an instance. */
export type LifecycleHooks = Omit<ServerHooks, 'ended'> & {
  /** Whatever else runs on it ends now. */
  goingDown(instance: Instance): void;
  stateChanged(instance: Instance): void;
};

/** The lifecycle of instances whose servers are children of the keeper. */
export const instanceLifecycle = (
  clock: LabClock,
  children: ChildProcesses,
  hooks: LifecycleHooks,
): InstanceLifecycle => {
  const enter = (instance: Instance, state: InstanceState) => {
    instance.state = state;
    // What runs on a machine ends with it.
    if (state === 'stopping' || state === 'shutting-down') hooks.goingDown(instance);
    hooks.stateChanged(instance);
  };
  const ended = (instance: Instance) => {
    if (instance.state === 'stopping') enter(instance, 'stopped');
    else if (instance.state === 'shutting-down') enter(instance, 'terminated');
  };
  const servers = instanceServers(clock, children, { ...hooks, ended });

  const boot = (instance: Instance, bootMs: number) => {
    enter(instance, 'pending');
    const run = () => {
      enter(instance, 'running');
      servers.start(instance);
    };
    instance.pending.set('boot', clock.at(clock.now() + bootMs, run));
  };
  const start = (instance: Instance) => {
    forgetNativeStart(instance);
    if (instance.state === 'stopped') boot(instance, BOOT_MS);
  };

  return {
    boot,
    start,
    restart: (instance, downForMs) => {
      if (instance.state === 'running') servers.restart(instance, downForMs);
    },
    stop: (instance, startAfterMs) => {
      if (startAfterMs !== undefined) startLater(clock, instance, startAfterMs, start);
      if (instance.state !== 'running') return;
      enter(instance, 'stopping');
      servers.end(instance);
    },
    terminate: (instance) => {
      forgetNativeStart(instance);
      cancel(instance, 'boot');
      if (instance.state === 'shutting-down' || instance.state === 'terminated') return;
      enter(instance, 'shutting-down');
      servers.end(instance);
    },
  };
};

const forgetNativeStart = (instance: Instance) => {
  cancel(instance, 'native-start');
  instance.startAtMs = undefined;
};

// FIS's startInstancesAfterDuration. It is the keeper's own promise: it holds when the orchestrator is dead.
const startLater = (clock: LabClock, instance: Instance, afterMs: number, start: (it: Instance) => void) => {
  cancel(instance, 'native-start');
  instance.startAtMs = clock.now() + afterMs;
  const attempt = () => {
    // Still on its way down: starting is possible once it is stopped.
    if (instance.state === 'stopping') {
      instance.pending.set('native-start', clock.at(clock.now() + 100, attempt));
    } else start(instance);
  };
  instance.pending.set('native-start', clock.at(instance.startAtMs, attempt));
};
