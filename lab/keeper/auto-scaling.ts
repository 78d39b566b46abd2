import type { LabClock } from '../lab-clock.ts';
import {
  BOOT_MS,
  LAUNCH_DELAY_MS,
  UNHEALTHY_PATIENCE_FLOOR_REAL_MS,
  UNHEALTHY_PATIENCE_MS,
  ZONES,
} from '../workload/settings.ts';
import type { AutoScalingGroup, GroupMember, TargetHealth } from './api.ts';
import type { Fleet } from './fleet.ts';
import type { Instance } from './instance.ts';

/** The auto-scaling group of the web tier. */
export type AutoScaling = {
  /** The first instances, without the time a boot takes: the lab opens with them running. */
  open(): void;
  /** Tell it of every change of state. */
  stateChanged(instance: Instance): void;
  /** Tell it of every change of a target's health. */
  healthChanged(target: TargetHealth): void;
  describe(): AutoScalingGroup;
};

/**
 * Keeps one instance per zone: what is terminated is replaced, and so is what runs and stays unhealthy. What is stopped
 * is left alone, as a member in Standby is, or the group would terminate what an experiment stops.
 */
export const autoScaling = (
  clock: LabClock,
  fleet: () => Fleet,
  deregister: (instanceId: string) => void,
): AutoScaling => {
  const launching = new Set<{ readonly zone: string; readonly atMs: number }>();
  const patience = new Map<string, () => void>();

  const replaceUnhealthy = (instanceId: string) => {
    patience.delete(instanceId);
    const instance = fleet().find(instanceId);
    if (instance?.state === 'running') fleet().terminate(instance);
  };

  const replace = ({ instanceId, zone }: Instance) => {
    const launch = { zone, atMs: clock.now() + LAUNCH_DELAY_MS };
    launching.add(launch);
    clock.at(launch.atMs, () => {
      launching.delete(launch);
      // Until now nobody has told the load balancer: it has found out by its own checks, as on AWS.
      deregister(instanceId);
      fleet().launch(zone, BOOT_MS);
    });
  };

  return {
    open: () => {
      for (const zone of ZONES) fleet().launch(zone, 0);
    },
    stateChanged: (instance) => {
      if (instance.state === 'terminated') replace(instance);
    },
    healthChanged: ({ targetId, state }) => {
      if (state !== 'unhealthy') {
        patience.get(targetId)?.();
        patience.delete(targetId);
      } else if (!patience.has(targetId)) {
        const floorMs = UNHEALTHY_PATIENCE_FLOOR_REAL_MS * clock.scale;
        const atMs = clock.now() + Math.max(UNHEALTHY_PATIENCE_MS, floorMs);
        patience.set(
          targetId,
          clock.at(atMs, () => replaceUnhealthy(targetId)),
        );
      }
    },
    describe: () => ({
      name: 'shop-web',
      desired: ZONES.length,
      zones: ZONES,
      suspendedProcesses: [],
      instances: fleet()
        .list()
        .filter(({ state }) => state !== 'terminated')
        .map(member),
      launching: [...launching],
    }),
  };
};

const member = ({ instanceId, zone, state }: Instance): GroupMember => ({
  instanceId,
  zone,
  lifecycleState: state === 'pending' ? 'Pending' : state === 'shutting-down' ? 'Terminating' : 'InService',
});
