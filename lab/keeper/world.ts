import type { MultiAzInstance } from '../database/multi-az.ts';
import type { LabClock } from '../lab-clock.ts';
import { type AutoScaling, autoScaling } from './auto-scaling.ts';
import type { ChildProcesses } from './child-processes.ts';
import { type Commands, commands, type Effect } from './commands.ts';
import { watchDatabase } from './database-metrics.ts';
import { type Deployment, deployment } from './deployment.ts';
import { type EventLog, eventLog } from './event-log.ts';
import { type Fleet, fleet } from './fleet.ts';
import { healthyFrontPage } from './front-page.ts';
import { type FunctionLink, functionLink } from './function-link.ts';
import { instanceConnections } from './instance-connections.ts';
import type { LifecycleHooks } from './instance-lifecycle.ts';
import { type LoadBalancerLink, loadBalancerLink } from './load-balancer-link.ts';
import { feedLambda } from './metrics-feed.ts';
import { type Monitoring, monitoring } from './monitoring.ts';
import { type NetworkAcls, networkAcls } from './network-acls.ts';
import { networkLink } from './network-link.ts';
import { publishHealth, publishState } from './publish.ts';
import { fillDatabase, shopDatabase, tellWhetherReachable } from './shop-database.ts';
import { type ShopNetwork, shopNetwork } from './shop-network.ts';
import { effectsOf } from './ssm-operations.ts';
import { type TokenFence, tokenFence } from './token-fence.ts';
import { type UsersLink, usersLink } from './users-link.ts';

/** The lab's world, joined: instances, load balancer, users, metrics, alarms, events. */
export type World = {
  readonly clock: LabClock;
  readonly fleet: Fleet;
  readonly autoScaling: AutoScaling;
  readonly loadBalancer: LoadBalancerLink;
  readonly network: ShopNetwork;
  readonly acls: NetworkAcls;
  readonly database: MultiAzInstance;
  readonly users: UsersLink;
  /** The function that takes the users' orders. */
  readonly orders: FunctionLink;
  readonly monitoring: Monitoring;
  readonly events: EventLog;
  readonly deployment: Deployment;
  readonly fence: TokenFence;
  readonly commands: Commands;
  readonly effects: Readonly<Record<string, Effect>>;
  /** Starts everything; resolves when the front page is healthy and the users come. */
  open(): Promise<void>;
};

/** A world that is still closed. */
export const world = (stateDir: string, clock: LabClock, children: ChildProcesses): World => {
  const events = eventLog(clock.now);
  const cloudWatch = monitoring(clock, events);
  const loadBalancer = loadBalancerLink(clock, children, (report) => {
    if (report.type === 'health') {
      publishHealth(events, report);
      group.healthChanged(report.target);
    }
    if (report.type === 'access') cloudWatch.heard(report);
  });
  const wires = networkLink(clock, children);
  const network = shopNetwork(clock, wires, () => tellWhetherReachable(database, network));
  const database = shopDatabase(stateDir, clock, children, events, () => network);
  const orders = functionLink(clock, children, (records) => feedLambda(cloudWatch.store, records));
  const users = usersLink(clock, children);
  const group = autoScaling(clock, () => instances, loadBalancer.deregister);
  const running = commands(clock);
  const rollout = deployment(clock, () => instances, loadBalancer);
  const connections = instanceConnections(network, database, loadBalancer);
  const hooks: LifecycleHooks = {
    ...connections,
    goingDown: running.goingDown,
    stateChanged: (instance) => {
      publishState(events, instance);
      group.stateChanged(instance);
      connections.stateChanged(instance);
    },
  };
  const instances: Fleet = fleet(clock, children, hooks, rollout.release);

  return {
    clock,
    fleet: instances,
    autoScaling: group,
    loadBalancer,
    network,
    acls: networkAcls(clock, network),
    database,
    users,
    orders,
    monitoring: cloudWatch,
    events,
    deployment: rollout,
    fence: tokenFence(),
    commands: running,
    effects: effectsOf(children, network),
    open: async () => {
      wires.start();
      loadBalancer.start();
      await database.start();
      await fillDatabase(database);
      group.open();
      const port = await healthyFrontPage(loadBalancer);
      // Counting begins with the traffic, so that no period of a young lab looks like an outage.
      await orders.start();
      await users.start(port, orders.port() ?? 0);
      cloudWatch.open(instances.list);
      watchDatabase(clock, cloudWatch.store, database);
    },
  };
};
