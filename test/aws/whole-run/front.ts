import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request to AWS, by the service that it is signed for. */
export type AwsRequest = {
  readonly service: string;
  readonly method: string;
  readonly path: string;
  /** The operation, where the protocol names it in a header. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** What is answered. */
export type AwsAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
};

/** Who answers for a service. */
export type Answering = (request: AwsRequest) => Promise<AwsAnswer>;

/** One address for all of AWS. */
export type Front = { readonly url: string; readonly asked: readonly AwsRequest[]; close(): void };

/** Opens it: requests go to whoever answers for their service, and to `others` where nobody does. */
export const openFront = async (
  services: Readonly<Record<string, Answering>>,
  others: Answering,
): Promise<Front> => {
  const asked: AwsRequest[] = [];
  const answer = async (message: IncomingMessage, response: ServerResponse) => {
    const request = await read(message);
    asked.push(request);
    const { status, headers, body } = await (services[request.service] ?? others)(request);
    response.writeHead(status, headers).end(body);
  };
  const server = createServer((message, response) => {
    answer(message, response).catch((failure: unknown) => response.writeHead(500).end(String(failure)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, asked, close };
};

const read = async (message: IncomingMessage): Promise<AwsRequest> => {
  const { authorization = '', host: _, connection: __, ...rest } = message.headers;
  const headers = Object.fromEntries(
    Object.entries({ ...rest, authorization }).map(([k, v]) => [k, String(v)]),
  );
  return {
    // Credential=<key>/<date>/<region>/<service>/aws4_request
    service: /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(authorization)?.[1] ?? '',
    method: message.method ?? 'GET',
    path: message.url ?? '/',
    target: String(message.headers['x-amz-target'] ?? ''),
    headers,
    body: await buffer(message),
  };
};

/** Passes requests on, one at a time: an emulator's threads would see each other's halves. */
export const passedOn = (to: string): Answering => {
  let turn: Promise<unknown> = Promise.resolve();
  return (request) => {
    const answered = turn.then(() => pass(to, request));
    turn = answered.catch(() => undefined);
    return answered;
  };
};

const pass = async (to: string, { method, path, headers, body }: AwsRequest): Promise<AwsAnswer> => {
  const { 'content-length': _, 'transfer-encoding': __, expect: ___, ...kept } = headers;
  const sent = method === 'GET' || method === 'HEAD' ? {} : { body: new Uint8Array(body) };
  const answer = await fetch(`${to}${path}`, { method, headers: kept, ...sent });
  const {
    'content-length': _l,
    'content-encoding': _e,
    'transfer-encoding': _t,
    ...back
  } = Object.fromEntries(answer.headers);
  return { status: answer.status, headers: back, body: Buffer.from(await answer.arrayBuffer()) };
};
