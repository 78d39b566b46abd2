import type { LabClock } from '../lab-clock.ts';
import type { LoadBalancerSettings, Target, WorkloadReport } from '../workload/messages.ts';
import type { TargetHealth } from './api.ts';
import type { ChildProcesses, WorkloadProcess } from './child-processes.ts';

/** The load balancer's process, and what the keeper knows of it. */
export type LoadBalancerLink = {
  start(): void;
  /** Registers, or registers anew under another port. */
  register(target: Target): void;
  deregister(targetId: string): void;
  health(): readonly TargetHealth[];
  /** Where it listens; undefined while it does not. */
  port(): number | undefined;
};

// A load balancer that dies is AWS's to replace, and AWS is quick.
const REPLACED_AFTER_MS = 1_000;

/** A load balancer that is started again, on its port, should it die. */
export const loadBalancerLink = (
  clock: LabClock,
  children: ChildProcesses,
  heard: (report: WorkloadReport) => void,
): LoadBalancerLink => {
  const targets = new Map<string, TargetHealth>();
  let current: WorkloadProcess | undefined;
  let port: number | undefined;
  let wanted = 0;

  const report = (message: WorkloadReport) => {
    if (message.type === 'listening') {
      port = message.port;
      wanted = message.port;
    }
    if (message.type === 'health' && targets.has(message.target.targetId)) {
      targets.set(message.target.targetId, message.target);
    }
    heard(message);
  };

  const start = () => {
    for (const [id, target] of targets) targets.set(id, initial(target));
    const settings: LoadBalancerSettings = {
      originMs: clock.originMs,
      scale: clock.scale,
      port: wanted,
      targets: [...targets.values()].map(plain),
    };
    const ended = () => {
      current = undefined;
      port = undefined;
      clock.at(clock.now() + REPLACED_AFTER_MS, start);
    };
    current = children.start({ role: 'load-balancer', script: 'load-balancer', settings, report, ended });
  };

  return {
    start,
    register: (target) => {
      if (targets.get(target.targetId)?.port === target.port) return;
      targets.set(target.targetId, initial(target));
      current?.tell({ type: 'register', target });
    },
    deregister: (targetId) => {
      targets.delete(targetId);
      current?.tell({ type: 'deregister', targetId });
    },
    health: () => [...targets.values()],
    port: () => port,
  };
};

const plain = ({ targetId, port, zone }: Target): Target => ({ targetId, port, zone });

const initial = (target: Target): TargetHealth => ({
  ...plain(target),
  state: 'initial',
  reason: 'Elb.InitialHealthChecking',
});
