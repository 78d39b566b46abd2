import type { LabClock } from '../lab-clock.ts';
import { BOOT_MS, TERMINATED_VISIBLE_MS } from '../workload/settings.ts';
import type { InstanceState, InstanceStateChange } from './api.ts';
import type { ChildProcesses } from './child-processes.ts';
import { cancel, type Instance, newInstance } from './instance.ts';
import { instanceServers } from './instance-server.ts';
import { unusedPort } from './unused-port.ts';

/** EC2: the instances and their states. Each change of state is told as it happens. */
export type Fleet = {
  list(): readonly Instance[];
  find(instanceId: string): Instance | undefined;
  /** A new instance that is running after `bootMs`. */
  launch(zone: string, bootMs: number): Instance;
  stop(instance: Instance, startAfterMs?: number): InstanceStateChange;
  start(instance: Instance): InstanceStateChange;
  terminate(instance: Instance): InstanceStateChange;
};

/** Who wants to know what happens in the fleet. */
export type FleetHooks = {
  stateChanged(instance: Instance): void;
  listening(instance: Instance): void;
};

/** An empty fleet. */
export const fleet = (clock: LabClock, children: ChildProcesses, hooks: FleetHooks): Fleet => {
  const instances = new Map<string, Instance>();

  const enter = (instance: Instance, state: InstanceState) => {
    instance.state = state;
    hooks.stateChanged(instance);
  };

  const ended = (instance: Instance) => {
    if (instance.state === 'stopping') enter(instance, 'stopped');
    if (instance.state !== 'shutting-down') return;
    enter(instance, 'terminated');
    const forget = () => instances.delete(instance.instanceId);
    instance.pending.set('forget', clock.at(clock.now() + TERMINATED_VISIBLE_MS, forget));
  };
  const servers = instanceServers(clock, children, { listening: hooks.listening, ended });

  const boot = (instance: Instance, bootMs: number) => {
    enter(instance, 'pending');
    const run = () => {
      enter(instance, 'running');
      servers.start(instance);
    };
    instance.pending.set('boot', clock.at(clock.now() + bootMs, run));
  };

  const forgetNativeStart = (instance: Instance) => {
    cancel(instance, 'native-start');
    instance.startAtMs = undefined;
  };

  const start = (instance: Instance) => {
    forgetNativeStart(instance);
    if (instance.state === 'stopped') boot(instance, BOOT_MS);
  };

  const changing = (instance: Instance, change: () => void): InstanceStateChange => {
    const { instanceId, state: previousState } = instance;
    change();
    return { instanceId, previousState, currentState: instance.state };
  };

  return {
    list: () => [...instances.values()],
    find: (instanceId) => instances.get(instanceId),
    launch: (zone, bootMs) => {
      const taken = new Set([...instances.values()].map(({ port }) => port));
      const instance = newInstance(zone, unusedPort(taken), clock.now());
      instances.set(instance.instanceId, instance);
      boot(instance, bootMs);
      return instance;
    },
    stop: (instance, startAfterMs) =>
      changing(instance, () => {
        if (startAfterMs !== undefined) startLater(clock, instance, startAfterMs, start);
        if (instance.state !== 'running') return;
        enter(instance, 'stopping');
        servers.end(instance);
      }),
    start: (instance) => changing(instance, () => start(instance)),
    terminate: (instance) =>
      changing(instance, () => {
        forgetNativeStart(instance);
        cancel(instance, 'boot');
        if (instance.state === 'shutting-down' || instance.state === 'terminated') return;
        enter(instance, 'shutting-down');
        servers.end(instance);
      }),
  };
};

// FIS's startInstancesAfterDuration. It is the keeper's own promise: it holds when the orchestrator is dead.
const startLater = (clock: LabClock, instance: Instance, afterMs: number, start: (i: Instance) => void) => {
  cancel(instance, 'native-start');
  instance.startAtMs = clock.now() + afterMs;
  const attempt = () => {
    // Still on its way down: starting is possible once it is stopped.
    if (instance.state === 'stopping')
      instance.pending.set('native-start', clock.at(clock.now() + 100, attempt));
    else start(instance);
  };
  instance.pending.set('native-start', clock.at(instance.startAtMs, attempt));
};
