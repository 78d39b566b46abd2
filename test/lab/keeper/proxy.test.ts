import { createServer, get, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { labClock } from '../../../lab/lab-clock.ts';
import type { AccessRecord } from '../../../lab/workload/messages.ts';
import { proxy } from '../../../lab/workload/proxy.ts';
import { until } from './support.ts';

// ELB/load-balancer-troubleshooting =
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html

const clock = labClock({ originMs: Date.now(), scale: 200 });
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

const listening = (listener: RequestListener) =>
  new Promise<number>((resolve) => {
    const server = createServer(listener).listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    });
    servers.push(server);
  });

const targetOn = (port: number) => ({ targetId: 'i-a', port, zone: 'eu-lab-1a' });

const through = async (target: ReturnType<typeof targetOn> | undefined) => {
  const records: AccessRecord[] = [];
  const port = await listening(
    proxy(
      () => target,
      clock,
      (record) => records.push(record),
    ),
  );
  const status = await new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    }).on('error', reject);
  });
  const [, targetId, elbStatus, targetStatus] = await until('the request is recorded', () => records[0]);
  return { status, targetId, elbStatus, targetStatus };
};

test('an answer of the target is passed on and counted as the target’s', async () => {
  const port = await listening((_, response) => response.writeHead(503).end('busy'));
  const record = { targetId: 'i-a', elbStatus: 503, targetStatus: 503 };
  expect(await through(targetOn(port))).toEqual({ status: 503, ...record });
});

// "HTTP 502: … the load balancer received a TCP RST from the target when attempting to establish a connection"
test('a target that refuses the connection is a 502 of the load balancer', async () => {
  const port = await listening(() => {});
  servers.pop()?.close();
  const record = { targetId: 'i-a', elbStatus: 502, targetStatus: null };
  expect(await through(targetOn(port))).toEqual({ status: 502, ...record });
});

// "… or the target closed the connection with a TCP RST or a TCP FIN while the load balancer had an outstanding request"
test('a target that breaks the connection off is a 502', async () => {
  const port = await listening((request) => request.socket.destroy());
  expect(await through(targetOn(port))).toMatchObject({ status: 502, targetStatus: null });
});

// "HTTP 503: … no registered targets"
test('without a target it is a 503, and no target’s request', async () => {
  expect(await through(undefined)).toEqual({
    status: 503,
    targetId: null,
    elbStatus: 503,
    targetStatus: null,
  });
});

// "HTTP 504: … the target did not respond before the idle timeout period elapsed"
test('a target that says nothing is a 504', async () => {
  const port = await listening(() => {});
  expect(await through(targetOn(port))).toMatchObject({ status: 504, targetStatus: null });
});
