import { type MetricStore, metricStore } from '../cloudwatch/metric-store.ts';
import type { LabClock } from '../lab-clock.ts';
import type { WorkloadReport } from '../workload/messages.ts';
import { REPORT_EVERY_MS, REPORT_FLOOR_REAL_MS } from '../workload/settings.ts';
import { type Alarms, alarms } from './alarms.ts';
import { type Machine, watchCpu } from './cpu-usage.ts';
import type { EventLog } from './event-log.ts';
import { feedMetrics } from './metrics-feed.ts';
import { SHOP_ALARMS, SHOP_COMPOSITE_ALARMS } from './shop-alarms.ts';

/** CloudWatch: metrics of what the load balancer reports, and the alarms on them. */
export type Monitoring = {
  readonly store: MetricStore;
  readonly alarms: Alarms;
  /** What happened before this instant has been counted. */
  completeUntil(): number;
  /** Before it opens, a shop without targets in service is nobody's outage. */
  open(machines: () => readonly Machine[]): void;
  heard(report: Extract<WorkloadReport, { type: 'access' }>): void;
};

/** Monitoring that counts nothing until it is opened. */
export const monitoring = (clock: LabClock, events: EventLog): Monitoring => {
  const store = metricStore();
  let isOpen = false;
  let reportedUntilMs = clock.now();

  // A load balancer that is dead reports nothing, and nothing is then what there is: waiting has an end.
  const patienceMs = 5 * Math.max(REPORT_EVERY_MS, REPORT_FLOOR_REAL_MS * clock.scale);
  const completeUntil = () => Math.max(reportedUntilMs, clock.now() - patienceMs);
  const ours = alarms({ now: clock.now, store, completeUntil, events });

  return {
    store,
    alarms: ours,
    completeUntil,
    open: (machines) => {
      isOpen = true;
      reportedUntilMs = clock.now();
      for (const alarm of SHOP_ALARMS) ours.put(alarm);
      for (const alarm of SHOP_COMPOSITE_ALARMS) ours.putComposite(alarm);
      watchCpu(clock, store, machines);
      setInterval(ours.advance, clock.real(patienceMs));
    },
    heard: (report) => {
      if (!isOpen) return;
      feedMetrics(store, report);
      reportedUntilMs = report.atMs;
      ours.advance();
    },
  };
};
