import { get } from 'node:http';
import { type MetricStore, metricStore } from '../cloudwatch/metric-store.ts';
import type { LabClock } from '../lab-clock.ts';
import type { WorkloadReport } from '../workload/messages.ts';
import { REPORT_EVERY_MS, REPORT_FLOOR_REAL_MS } from '../workload/settings.ts';
import { type Alarms, alarms } from './alarms.ts';
import { type AutoScaling, autoScaling } from './auto-scaling.ts';
import type { ChildProcesses } from './child-processes.ts';
import { type EventLog, eventLog } from './event-log.ts';
import { type Fleet, fleet } from './fleet.ts';
import { arnOf, type Instance } from './instance.ts';
import { type LoadBalancerLink, loadBalancerLink } from './load-balancer-link.ts';
import { feedMetrics } from './metrics-feed.ts';
import { SHOP_ALARMS } from './shop-alarms.ts';
import { type TokenFence, tokenFence } from './token-fence.ts';
import { type UsersLink, usersLink } from './users-link.ts';

/** The lab's world, joined: instances, load balancer, users, metrics, alarms, events. */
export type World = {
  readonly clock: LabClock;
  readonly fleet: Fleet;
  readonly autoScaling: AutoScaling;
  readonly loadBalancer: LoadBalancerLink;
  readonly users: UsersLink;
  readonly store: MetricStore;
  readonly alarms: Alarms;
  readonly events: EventLog;
  readonly fence: TokenFence;
  /** What happened before this instant has been counted. */
  completeUntil(): number;
  /** Starts everything; resolves when the front page is healthy and the users come. */
  open(): Promise<void>;
};

/** A world that is still closed. */
export const world = (clock: LabClock, children: ChildProcesses): World => {
  const events = eventLog(clock.now);
  const store = metricStore();
  let isOpen = false;
  let reportedUntilMs = clock.now();

  // A load balancer that is dead reports nothing, and nothing is then what there is: waiting has an end.
  const patienceMs = 5 * Math.max(REPORT_EVERY_MS, REPORT_FLOOR_REAL_MS * clock.scale);
  const completeUntil = () => Math.max(reportedUntilMs, clock.now() - patienceMs);

  const alarmsOfShop = alarms({ now: clock.now, store, completeUntil, events });
  const heard = (report: WorkloadReport) => {
    if (report.type === 'health') publishHealth(events, report);
    // Before it opens the shop has no targets in service, which is nobody's outage.
    if (report.type !== 'access' || !isOpen) return;
    feedMetrics(store, report);
    reportedUntilMs = report.atMs;
    alarmsOfShop.advance();
  };

  const loadBalancer = loadBalancerLink(clock, children, heard);
  const users = usersLink(clock, children);
  const group = autoScaling(clock, () => instances, loadBalancer.deregister);
  const instances = fleet(clock, children, {
    stateChanged: (instance) => {
      publishState(events, instance);
      group.stateChanged(instance);
    },
    listening: ({ instanceId, zone, port }) => loadBalancer.register({ targetId: instanceId, zone, port }),
  });

  const open = async () => {
    loadBalancer.start();
    group.open();
    const port = await healthyFrontPage(loadBalancer);
    isOpen = true;
    reportedUntilMs = clock.now();
    users.start(port);
    SHOP_ALARMS.forEach(alarmsOfShop.put);
    setInterval(alarmsOfShop.advance, clock.real(patienceMs));
  };

  return {
    clock,
    fleet: instances,
    autoScaling: group,
    loadBalancer,
    users,
    store,
    alarms: alarmsOfShop,
    events,
    fence: tokenFence(),
    completeUntil,
    open,
  };
};

const publishState = (events: EventLog, { instanceId, state }: Instance) =>
  events.publish({
    'detail-type': 'EC2 Instance State-change Notification',
    source: 'aws.ec2',
    resources: [arnOf(instanceId)],
    detail: { 'instance-id': instanceId, state },
  });

const publishHealth = (
  events: EventLog,
  { target, previousState }: Extract<WorkloadReport, { type: 'health' }>,
) =>
  events.publish({
    'detail-type': 'Lab Target Health Change',
    source: 'lab.elasticloadbalancing',
    resources: [arnOf(target.targetId)],
    detail: { target, previousState },
  });

const healthyFrontPage = async (loadBalancer: LoadBalancerLink): Promise<number> => {
  for (;;) {
    const port = loadBalancer.port();
    const inService = loadBalancer.health().filter(({ state }) => state === 'healthy').length;
    if (port !== undefined && inService === 3 && (await answers(port))) return port;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const request = get({ host: '127.0.0.1', port, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('error', () => resolve(false));
  });
