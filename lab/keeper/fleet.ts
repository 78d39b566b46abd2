import type { LabClock } from '../lab-clock.ts';
import type { Release } from '../workload/messages.ts';
import { DEPLOY_MS, REBOOT_MS, TERMINATED_VISIBLE_MS } from '../workload/settings.ts';
import type { InstanceStateChange } from './api.ts';
import type { ChildProcesses } from './child-processes.ts';
import { type Instance, newInstance } from './instance.ts';
import { instanceLifecycle, type LifecycleHooks } from './instance-lifecycle.ts';
import { unusedPort } from './unused-port.ts';

/** EC2: the instances, and what was done to the state of one. */
export type Fleet = {
  list(): readonly Instance[];
  find(instanceId: string): Instance | undefined;
  /** A new instance that is running after `bootMs`. */
  launch(zone: string, bootMs: number): Instance;
  stop(instance: Instance, startAfterMs?: number): InstanceStateChange;
  start(instance: Instance): InstanceStateChange;
  terminate(instance: Instance): InstanceStateChange;
  reboot(instance: Instance): void;
  /** Starts its server anew, as another release. */
  deploy(instance: Instance, release: Release): void;
};

/** An empty fleet. */
export const fleet = (
  clock: LabClock,
  children: ChildProcesses,
  hooks: LifecycleHooks,
  release: () => Release,
): Fleet => {
  const instances = new Map<string, Instance>();
  const lifecycle = instanceLifecycle(clock, children, {
    ...hooks,
    stateChanged: (instance) => {
      hooks.stateChanged(instance);
      if (instance.state !== 'terminated') return;
      clock.at(clock.now() + TERMINATED_VISIBLE_MS, () => instances.delete(instance.instanceId));
    },
  });

  return {
    list: () => [...instances.values()],
    find: (instanceId) => instances.get(instanceId),
    launch: (zone, bootMs) => {
      const taken = new Set([...instances.values()].map(({ port }) => port));
      const instance = newInstance(zone, unusedPort(taken), clock.now(), release());
      instances.set(instance.instanceId, instance);
      lifecycle.boot(instance, bootMs);
      return instance;
    },
    stop: (instance, startAfterMs) => changing(instance, () => lifecycle.stop(instance, startAfterMs)),
    start: (instance) => changing(instance, () => lifecycle.start(instance)),
    reboot: (instance) => {
      hooks.goingDown(instance);
      lifecycle.restart(instance, REBOOT_MS);
    },
    deploy: (instance, release) => {
      instance.release = release;
      lifecycle.restart(instance, DEPLOY_MS);
    },
    terminate: (instance) => changing(instance, () => lifecycle.terminate(instance)),
  };
};

const changing = (instance: Instance, change: () => void): InstanceStateChange => {
  const { instanceId, state: previousState } = instance;
  change();
  return { instanceId, previousState, currentState: instance.state };
};
