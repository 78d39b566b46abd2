import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { labClock } from '../lab-clock.ts';
import { nameService } from './endpoint.ts';
import { onOrder, startedWith, tellKeeper } from './keeper-link.ts';
import type { WebServerOrder, WebServerSettings } from './messages.ts';
import { serviceQueue } from './service-queue.ts';
import {
  HEALTH_CHECK,
  QUEUE_BOUND,
  REQUESTS_PER_SECOND,
  SERVER_PROCESS,
  SERVICE_MS,
  visitorsPerRequest,
  ZONES,
} from './settings.ts';
import { openShopDatabase } from './shop-database/open-shop-database.ts';

// The server process of one web instance. SIGTERM ends it at once: that is the default, and nothing needs saving.
process.title = SERVER_PROCESS;
const settings = startedWith<WebServerSettings>();
const { zone, instanceId, release, login } = settings;
const clock = labClock(settings);
const names = nameService();
let share = 1;
const queue = serviceQueue(
  () => clock.real(SERVICE_MS) / share,
  QUEUE_BOUND,
  () => performance.now(),
);
onOrder<WebServerOrder>((order) => {
  if (order.type === 'endpoint') names.heard(order);
  else share = order.share;
});

const answer = (response: ServerResponse, status: number, body: string) => {
  // Whoever asked may have gone while the database was silent.
  if (response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'text/plain',
    'content-length': Buffer.byteLength(body),
    'x-instance-id': instanceId,
    'x-zone': zone,
  });
  response.end(body);
};

// One that cannot reach its database at the start ends, and its init tries again.
const database = await openShopDatabase(release, names.resolve, login, clock);

const health = async (response: ServerResponse) => {
  await database.readShelf();
  answer(response, 200, 'healthy\n');
};

const page = async (response: ServerResponse) => {
  const products = await database.visit({ visitId: randomUUID(), zone });
  answer(
    response,
    200,
    `Welcome to the shop, from ${zone}: ${products.map(({ name }) => name).join(', ')}.\n`,
  );
};

// Randomly moved in time, the arrivals of a Poisson process are one again.
const others = visitorsPerRequest(settings.scale) - 1;
const spreadMs = (1000 * (others + 1) * ZONES.length) / REQUESTS_PER_SECOND;
const bringOthers = () => {
  for (let other = 0; other < others; other += 1)
    clock.at(clock.now() + Math.random() * spreadMs, () => void queue.offer(() => {}));
};

const server = createServer((request, response) => {
  request.resume();
  const fail = () => answer(response, 500, 'the database does not answer\n');
  if (request.url === '/ping') return answer(response, 200, 'pong\n');
  // Health is answered past the queue: an instance that is only busy stays in service, as it would on AWS. But it asks
  // the database, as the workshop's did.
  if (request.url === HEALTH_CHECK.path) return void health(response).catch(fail);
  if (request.url !== '/') return answer(response, 404, 'not found\n');
  bringOthers();
  if (!queue.offer(() => void page(response).catch(fail))) answer(response, 503, 'too busy\n');
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
