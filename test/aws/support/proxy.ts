import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request to an emulator: the operation where its service names one in a header, else method and path. */
export type Asked = { readonly operation: string; readonly body: string };

/** What becomes of a request that does not simply pass: its answer is lost after the effect, or it never arrives. */
export type Meddling = 'lose-answer' | { readonly status: number; readonly body: string };

/** Decides what becomes of a request. The others wait meanwhile. */
export type Decide = (asked: Asked) => Meddling | undefined | Promise<Meddling | undefined>;

/** An address that passes requests on. */
export type ProxyServer = {
  readonly url: string;
  /** What has arrived, oldest first. */
  readonly asked: Asked[];
  /** Decides about every request from now on. */
  meddle(decide: Decide): void;
  stop(): Promise<void>;
};

/** DynamoDB's answer when it is asked too often. */
export const throttled: Meddling = {
  status: 400,
  body: '{"__type":"com.amazon.coral.availability#ThrottlingException","message":"Rate exceeded"}',
};

/** A failure of the service itself. */
export const broken: Meddling = {
  status: 500,
  body: '{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"Internal server error"}',
};

/**
 * Stands before an emulator, and passes on one request at a time: what AWS does in one step moto does in several, and two
 * of its threads would both find a condition fulfilled.
 */
export const proxyTo = async (target: string): Promise<ProxyServer> => {
  const asked: Asked[] = [];
  let decide: Decide = () => undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const answer = async (request: IncomingMessage, response: ServerResponse, body: Buffer) => {
    const one = { operation: operationOf(request), body: body.toString() };
    asked.push(one);
    const meddling = await decide(one);
    if (typeof meddling === 'object')
      return void response.writeHead(meddling.status, jsonType).end(meddling.body);
    const passed = await pass(target, request, body);
    if (meddling === 'lose-answer') return void response.destroy();
    response.writeHead(passed.status, Object.fromEntries(passed.headers)).end(passed.body);
  };
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    turn = turn.then(() => answer(request, response, body)).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    meddle: (by) => {
      decide = by;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const jsonType = { 'content-type': 'application/x-amz-json-1.0' };

const operationOf = ({ headers, method, url }: IncomingMessage): string =>
  String(headers['x-amz-target'] ?? `${method} ${url}`).replace(/^.*\./, '');

const pass = async (
  target: string,
  { method = 'POST', url = '/', headers }: IncomingMessage,
  body: Buffer,
) => {
  const kept = Object.entries(headers).filter(([name]) => !hopByHop.has(name));
  const answer = await fetch(`${target}${url}`, {
    method,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  const left = [...answer.headers].filter(([name]) => !hopByHop.has(name));
  return { status: answer.status, headers: left, body: Buffer.from(await answer.arrayBuffer()) };
};

const hopByHop = new Set([
  'connection',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'host',
  'expect',
]);
