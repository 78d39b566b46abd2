import type { TargetHealth, TargetHealthState } from '../keeper/api.ts';
import type { HostCounts, Target } from './messages.ts';
import { HEALTH_CHECK } from './settings.ts';

/** The result of one health check. */
export type CheckResult = { readonly passed: true } | { readonly passed: false; readonly reason: string };

/** The registered targets, their health by ALB's rules, and whose turn it is. */
export type TargetGroup = {
  register(target: Target): void;
  deregister(targetId: string): void;
  targets(): readonly Target[];
  /** Round robin over the healthy ones, over all when none is healthy; undefined when none is registered. */
  choose(): Target | undefined;
  /** Takes a check's result for a target that is still registered as it was. */
  checked(target: Target, result: CheckResult): void;
  counts(): HostCounts;
};

type Entry = { target: Target; state: TargetHealthState; streak: number; reason?: string };

/** An empty target group that says when a target's health changes. */
export const targetGroup = (
  changed: (target: TargetHealth, previousState: TargetHealthState) => void,
): TargetGroup => {
  const entries = new Map<string, Entry>();
  let turn = 0;
  const withState = (...states: TargetHealthState[]) =>
    [...entries.values()].filter(({ state }) => states.includes(state));

  return {
    register: (target) => {
      entries.set(target.targetId, { target, state: 'initial', streak: 0 });
    },
    deregister: (targetId) => {
      entries.delete(targetId);
    },
    targets: () => [...entries.values()].map(({ target }) => target),
    choose: () => {
      const healthy = withState('healthy');
      // "If a target group contains only unhealthy registered targets, the load balancer routes requests to all of
      // them" (ELB/target-group-health-checks): ALB fails open.
      const candidates = healthy.length > 0 ? healthy : [...entries.values()];
      turn += 1;
      return candidates[turn % candidates.length]?.target;
    },
    checked: (target, result) => {
      const entry = entries.get(target.targetId);
      if (entry?.target !== target) return;
      const previousState = entry.state;
      count(entry, result);
      if (entry.state !== previousState) changed(describe(entry), previousState);
    },
    counts: () => ({ healthy: withState('healthy').length, unhealthy: withState('unhealthy').length }),
  };
};

const describe = ({ target, state, reason }: Entry): TargetHealth => ({
  ...target,
  state,
  ...(reason !== undefined && { reason }),
});

// A streak counts checks in a row that contradict the state; enough of them turn it over.
const count = (entry: Entry, result: CheckResult) => {
  const contradicts = result.passed ? entry.state !== 'healthy' : entry.state !== 'unhealthy';
  entry.streak = contradicts ? entry.streak + 1 : 0;
  if (entry.streak < threshold(entry.state, result.passed)) return;
  entry.state = result.passed ? 'healthy' : 'unhealthy';
  entry.streak = 0;
  if (result.passed) delete entry.reason;
  else entry.reason = result.reason;
};

// "After your target is registered, it must pass one health check to be considered healthy" (the same page).
const threshold = (state: TargetHealthState, passed: boolean) => {
  if (!passed) return HEALTH_CHECK.unhealthyThreshold;
  return state === 'initial' ? 1 : HEALTH_CHECK.healthyThreshold;
};
