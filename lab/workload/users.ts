import { Agent, get } from 'node:http';
import { labClock } from '../lab-clock.ts';
import { startedWith, tellKeeper } from './keeper-link.ts';
import type { UserRecord, UsersSettings } from './messages.ts';
import {
  ORDERS_HOST,
  ORDERS_PER_SECOND,
  REPORT_EVERY_MS,
  REPORT_FLOOR_REAL_MS,
  REQUESTS_PER_SECOND,
  SHOP_HOST,
  USER_TIMEOUT_MS,
  visitorsPerRequest,
} from './settings.ts';

// The users: a request is sent when it is due, whether or not earlier ones were answered, and its latency counts
// from then. A shop that stalls cannot slow them down and look better for it.
process.title = 'shop-users';
const settings = startedWith<UsersSettings>();
const clock = labClock(settings);
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
const everyMs = (1000 * visitorsPerRequest(settings.scale)) / REQUESTS_PER_SECOND;
let records: UserRecord[] = [];
let reported = false;

const report = () => {
  if (records.length === 0) return;
  tellKeeper({ type: 'users', records });
  records = [];
  reported = true;
};

const visit = (dueMs: number) => {
  let settled = false;
  const settle = (ok: boolean) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    const now = clock.now();
    records.push([now, ok, now - dueMs]);
    // The keeper opens the shop at the first visit.
    if (!reported) report();
  };
  const request = get({ host: '127.0.0.1', port: settings.port, agent, headers: { host: SHOP_HOST } });
  // The user has gone, the request has not: what was asked for is still worked on, and its answer comes too late.
  const timer = setTimeout(() => settle(false), clock.real(USER_TIMEOUT_MS));
  request.on('error', () => settle(false));
  request.on('response', (response) => {
    response.resume();
    response.on('error', () => settle(false));
    response.on('end', () => settle(response.statusCode === 200));
  });
};

// Users know nothing of each other, so they come as a Poisson process. Evenly spaced ones would march in step with the
// round robin, and a probe that asks once a second would meet the same instance every time.
const untilNextMs = () => -Math.log(1 - Math.random()) * everyMs;

let dueMs = clock.now();
const visitWhenDue = () => {
  const now = clock.now();
  // A machine that slept must not wake to an hour of visits at once.
  if (now - dueMs > USER_TIMEOUT_MS) dueMs = now;
  for (; dueMs <= now; dueMs += untilNextMs()) visit(dueMs);
  clock.at(dueMs, visitWhenDue);
};
visitWhenDue();

// Now and then one of them buys something.
const order = () => {
  const request = get({
    host: '127.0.0.1',
    port: settings.ordersPort,
    agent,
    headers: { host: ORDERS_HOST },
  });
  const timer = setTimeout(() => request.destroy(), clock.real(USER_TIMEOUT_MS));
  request.on('response', (response) => response.resume());
  request.on('error', () => {});
  request.on('close', () => clearTimeout(timer));
  clock.at(clock.now() + (-Math.log(1 - Math.random()) * 1000) / ORDERS_PER_SECOND, order);
};
order();

setInterval(report, Math.max(clock.real(REPORT_EVERY_MS), REPORT_FLOOR_REAL_MS));
