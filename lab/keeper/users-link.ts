import { statisticNamed } from '../cloudwatch/statistics.ts';
import type { LabClock } from '../lab-clock.ts';
import type { UserRecord, UsersSettings } from '../workload/messages.ts';
import type { UsersView } from './api.ts';
import type { ChildProcesses } from './child-processes.ts';

/** The users' process, and what they saw of late. */
export type UsersLink = {
  /** Resolves when the first of them have been served, well or badly. */
  start(port: number, ordersPort: number): Promise<void>;
  view(): UsersView;
};

const WINDOW_MS = 10_000;
const REPLACED_AFTER_MS = 1_000;

/** Users that come back should their process die. */
export const usersLink = (clock: LabClock, children: ChildProcesses): UsersLink => {
  let recent: UserRecord[] = [];
  const arrived = Promise.withResolvers<void>();

  const launch = (port: number, ordersPort: number) => {
    const settings: UsersSettings = { originMs: clock.originMs, scale: clock.scale, port, ordersPort };
    children.start({
      role: 'users',
      script: 'users',
      settings,
      report: (report) => {
        if (report.type !== 'users') return;
        recent = [...young(recent, clock.now()), ...report.records];
        arrived.resolve();
      },
      ended: () => clock.at(clock.now() + REPLACED_AFTER_MS, () => launch(port, ordersPort)),
    });
  };

  const start = (port: number, ordersPort: number) => {
    launch(port, ordersPort);
    return arrived.promise;
  };
  return { start, view: () => viewOf(young(recent, clock.now())) };
};

const young = (records: readonly UserRecord[], nowMs: number) =>
  records.filter(([finishedAtMs]) => finishedAtMs > nowMs - WINDOW_MS);

const viewOf = (records: readonly UserRecord[]): UsersView => {
  const ok = records.filter(([, success]) => success).length;
  const latencies = records.map(([, , latencyMs]) => latencyMs);
  const latency = (name: string) =>
    latencies.length === 0 ? null : (statisticNamed(name)?.(latencies) ?? null);
  return {
    windowMs: WINDOW_MS,
    ok,
    failed: records.length - ok,
    p50Ms: latency('p50'),
    p99Ms: latency('p99'),
  };
};
