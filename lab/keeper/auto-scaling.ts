import type { LabClock } from '../lab-clock.ts';
import { BOOT_MS, LAUNCH_DELAY_MS, ZONES } from '../workload/settings.ts';
import type { AutoScalingGroup, GroupMember } from './api.ts';
import type { Fleet } from './fleet.ts';
import type { Instance } from './instance.ts';

/** The auto-scaling group of the web tier. */
export type AutoScaling = {
  /** The first instances, without the time a boot takes: the lab opens with them running. */
  open(): void;
  /** Tell it of every change of state. */
  stateChanged(instance: Instance): void;
  describe(): AutoScalingGroup;
};

/**
 * Keeps one instance per zone. ReplaceUnhealthy is suspended, or it would terminate what an experiment stops: what
 * is stopped is left alone, what is terminated is replaced.
 */
export const autoScaling = (
  clock: LabClock,
  fleet: () => Fleet,
  deregister: (instanceId: string) => void,
): AutoScaling => {
  const launching = new Set<{ readonly zone: string; readonly atMs: number }>();

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
    describe: () => ({
      name: 'shop-web',
      desired: ZONES.length,
      zones: ZONES,
      suspendedProcesses: ['ReplaceUnhealthy'],
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
