import type { MetricStore } from '../cloudwatch/metric-store.ts';
import type { LabClock } from '../lab-clock.ts';
import type { ProcessIdentity } from '../process/process-identity.ts';
import type { InstanceState } from './api.ts';
import { processCpuMs } from './process-cpu.ts';

/** An instance as its CPU sees it. */
export type Machine = {
  readonly instanceId: string;
  readonly state: InstanceState;
  readonly server: ProcessIdentity | undefined;
  /** Other processes that run on it. */
  readonly burners: ReadonlySet<ProcessIdentity>;
};

/** CPUUtilization of an instance or of the auto-scaling group (EC2/viewing_metrics_with_cloudwatch). */
export const ec2Metric = (
  dimension: { readonly InstanceId: string } | { readonly AutoScalingGroupName: string },
) => ({ namespace: 'AWS/EC2', metric: 'CPUUtilization', dimensions: dimension });

// The group its instances belong to.
const GROUP = 'shop-web';

/** How busy each running instance was since the last look, in per cent of one core; nothing at the first look. */
export type CpuMeter = (
  machines: readonly Machine[],
  realMs: number,
) => readonly { readonly instanceId: string; readonly percent: number }[];

/** A meter that asks `cpuMs` for the time a process has used so far. */
export const cpuMeter = (cpuMs: (process: ProcessIdentity) => number | undefined): CpuMeter => {
  let used = new Map<string, number>();
  let lastMs: number | undefined;
  return (machines, realMs) => {
    const [before, beganMs] = [used, lastMs ?? realMs];
    [used, lastMs] = [new Map(), realMs];

    /** What it has used since; a process that was not there before has used all its time since. */
    const recent = (process: ProcessIdentity) => {
      const now = cpuMs(process);
      if (now === undefined) return 0;
      const key = `${process.pid} ${process.startTime}`;
      used.set(key, now);
      return Math.max(0, now - (before.get(key) ?? 0));
    };
    const busy = machines
      .filter(({ state }) => state === 'running')
      .map(({ instanceId, server, burners }) => {
        const processes = [...(server ? [server] : []), ...burners];
        return { instanceId, busyMs: processes.reduce((sum, one) => sum + recent(one), 0) };
      });
    if (realMs <= beganMs) return [];
    return busy.map(({ instanceId, busyMs }) => ({
      instanceId,
      percent: (100 * busyMs) / (realMs - beganMs),
    }));
  };
};

// EC2's detailed monitoring gives a data point a minute; a look needs some ticks of the kernel's clock to tell apart.
const LOOK_EVERY_MS = 10_000;
const LOOK_FLOOR_REAL_MS = 250;

/** Feeds CPUUtilization from the instances' real processes, every ten seconds or so. Where there is no /proc, nothing. */
export const watchCpu = (clock: LabClock, store: MetricStore, machines: () => readonly Machine[]): void => {
  if (process.platform !== 'linux') return;
  const meter = cpuMeter(processCpuMs);
  const look = () => {
    const atMs = clock.now();
    for (const { instanceId, percent } of meter(machines(), atMs / clock.scale)) {
      store.add(ec2Metric({ InstanceId: instanceId }), atMs, [percent]);
      store.add(ec2Metric({ AutoScalingGroupName: GROUP }), atMs, [percent]);
    }
  };
  look();
  setInterval(look, Math.max(clock.real(LOOK_EVERY_MS), LOOK_FLOOR_REAL_MS));
};
