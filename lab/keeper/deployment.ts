import type { LabClock } from '../lab-clock.ts';
import type { Release } from '../workload/messages.ts';
import type { Fleet } from './fleet.ts';
import type { Instance } from './instance.ts';
import type { LoadBalancerLink } from './load-balancer-link.ts';

/** What the web tier is to run. */
export type Deployment = {
  release(): Release;
  /** One instance after the other, each when the one before is in service. A newer deployment overtakes. */
  begin(release: Release): void;
};

const LOOK_EVERY_MS = 500;

/** The web tier as it is found: the release that caches its connection to the database. */
export const deployment = (
  clock: LabClock,
  fleet: () => Fleet,
  loadBalancer: Pick<LoadBalancerLink, 'deregister' | 'health'>,
): Deployment => {
  let release: Release = 'caching';

  const inService = ({ instanceId, deregistered, state }: Instance) =>
    deregistered ||
    state !== 'running' ||
    loadBalancer.health().some((target) => target.targetId === instanceId && target.state === 'healthy');

  const next = (wanted: Release) => {
    if (wanted !== release) return;
    const old = fleet()
      .list()
      .find((instance) => instance.release !== wanted && instance.state !== 'terminated');
    if (old === undefined) return;
    // Users are led elsewhere before their server goes.
    loadBalancer.deregister(old.instanceId);
    fleet().deploy(old, wanted);
    const look = () => (inService(old) ? next(wanted) : void clock.at(clock.now() + LOOK_EVERY_MS, look));
    clock.at(clock.now() + LOOK_EVERY_MS, look);
  };

  return {
    release: () => release,
    begin: (wanted) => {
      release = wanted;
      next(wanted);
    },
  };
};
