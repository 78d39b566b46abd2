import { createServer } from 'node:http';
import { labClock } from '../lab-clock.ts';
import { keepChecking } from './health-checks.ts';
import { onOrder, startedWith, tellKeeper } from './keeper-link.ts';
import type { AccessRecord, LoadBalancerOrder, LoadBalancerSettings, Target } from './messages.ts';
import { proxy } from './proxy.ts';
import { REPORT_EVERY_MS, REPORT_FLOOR_REAL_MS } from './settings.ts';
import { targetGroup } from './target-group.ts';

// The application load balancer.
process.title = 'shop-alb';
const settings = startedWith<LoadBalancerSettings>();
const clock = labClock(settings);
const group = targetGroup((target, previousState) => tellKeeper({ type: 'health', target, previousState }));
let records: AccessRecord[] = [];

const register = (target: Target) => {
  group.register(target);
  keepChecking(group, target, clock);
};

settings.targets.forEach(register);
onOrder<LoadBalancerOrder>((order) => {
  if (order.type === 'register') register(order.target);
  else group.deregister(order.targetId);
});

setInterval(
  () => {
    tellKeeper({ type: 'access', atMs: clock.now(), records, hosts: group.counts() });
    records = [];
  },
  Math.max(clock.real(REPORT_EVERY_MS), REPORT_FLOOR_REAL_MS),
);

const server = createServer(proxy(group.choose, clock, (line) => records.push(line)));
server.keepAliveTimeout = 75_000; // longer than any user keeps an idle connection
server.on('listening', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') tellKeeper({ type: 'listening', port: address.port });
});
server.once('error', () => server.listen(0, '127.0.0.1'));
server.listen(settings.port, '127.0.0.1');
