import { createServer, type ServerResponse } from 'node:http';
import { labClock } from '../lab-clock.ts';
import { onOrder, startedWith, tellKeeper } from './keeper-link.ts';
import type { WebServerOrder, WebServerSettings } from './messages.ts';
import { serviceQueue } from './service-queue.ts';
import { HEALTH_CHECK, QUEUE_BOUND, SERVER_PROCESS, SERVICE_MS } from './settings.ts';

// The server process of one web instance. SIGTERM ends it at once: that is the default, and nothing needs saving.
process.title = SERVER_PROCESS;
const settings = startedWith<WebServerSettings>();
const clock = labClock(settings);
let share = 1;
const queue = serviceQueue(
  () => clock.real(SERVICE_MS) / share,
  QUEUE_BOUND,
  () => performance.now(),
);
onOrder<WebServerOrder>((order) => {
  share = order.share;
});

const answer = (response: ServerResponse, status: number, body: string) => {
  response.writeHead(status, {
    'content-type': 'text/plain',
    'content-length': Buffer.byteLength(body),
    'x-instance-id': settings.instanceId,
    'x-zone': settings.zone,
  });
  response.end(body);
};

const server = createServer((request, response) => {
  request.resume();
  // Health is answered past the queue: an instance that is only busy stays in service, as it would on AWS.
  if (request.url === HEALTH_CHECK.path) return answer(response, 200, 'healthy\n');
  if (request.url !== '/') return answer(response, 404, 'not found\n');
  const page = () => answer(response, 200, `Welcome to the shop, from ${settings.zone}.\n`);
  if (!queue.offer(page)) answer(response, 503, 'too busy\n');
});

// Longer than the load balancer keeps an idle connection, or it would send into one that is just being closed.
server.keepAliveTimeout = 75_000;
server.on('listening', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') tellKeeper({ type: 'listening', port: address.port });
});
// Somebody else has the port by now: any will do, the keeper registers what it is told.
server.once('error', () => server.listen(0, '127.0.0.1'));
server.listen(settings.port, '127.0.0.1');
