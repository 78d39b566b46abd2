import { createServer, type ServerResponse } from 'node:http';
import { labClock } from '../lab-clock.ts';
import { onOrder, startedWith, tellKeeper } from './keeper-link.ts';
import type { FunctionConfiguration, FunctionOrder, FunctionSettings, InvocationRecord } from './messages.ts';
import { ORDER_MS, REPORT_EVERY_MS, REPORT_FLOOR_REAL_MS } from './settings.ts';

// A function as Lambda would run it: it takes an order, which is some milliseconds of work.
process.title = 'shop-orders';
const settings = startedWith<FunctionSettings>();
const clock = labClock(settings);
let configuration: FunctionConfiguration = settings.configuration;
let running = 0;
let records: InvocationRecord[] = [];

onOrder<FunctionOrder>((order) => {
  configuration = order.configuration;
  tellKeeper({ type: 'configured', turn: order.turn });
});

const answer = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

const invoke = (response: ServerResponse) => {
  const { reservedConcurrentExecutions = Number.POSITIVE_INFINITY } = configuration;
  const beganAt = clock.now();
  if (running >= reservedConcurrentExecutions) {
    records.push([beganAt, 'throttled', null]);
    return answer(response, 429, { errorType: 'TooManyRequestsException' });
  }
  running += 1;
  const { delayMs = 0, failing, invocationPercentage = 100 } = configuration;
  const hit = Math.random() * 100 < invocationPercentage;
  const work = hit && failing?.preventExecution ? 0 : ORDER_MS;
  clock.at(beganAt + (hit ? delayMs : 0) + work, () => {
    running -= 1;
    const failed = hit && failing !== undefined;
    records.push([clock.now(), failed ? 'error' : 'ok', clock.now() - beganAt]);
    // What a function URL answers when the function fails.
    if (failed) return answer(response, 502, { errorType: 'FaultInjected' });
    answer(response, 200, { order: 'accepted' });
  });
};

setInterval(
  () => {
    if (records.length > 0) tellKeeper({ type: 'invocations', records });
    records = [];
  },
  Math.max(clock.real(REPORT_EVERY_MS), REPORT_FLOOR_REAL_MS),
);

const server = createServer((request, response) => {
  request.resume();
  if (request.url === '/configuration') return answer(response, 200, configuration);
  invoke(response);
});
server.keepAliveTimeout = 75_000;
server.on('listening', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') tellKeeper({ type: 'listening', port: address.port });
});
server.once('error', () => server.listen(0, '127.0.0.1'));
server.listen(settings.port, '127.0.0.1');
