import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Refusal } from './refusal.ts';

/** What a path leads to. It answers by its value, or takes the response over and gives none. */
export type Route = (request: {
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly response: ServerResponse;
}) => unknown;

/** Marks an answer that the route writes itself. */
export const OWN_ANSWER: unique symbol = Symbol('own answer');

/** The keeper's HTTP: bearer token, JSON in and out, routes by `METHOD /path`. */
export const apiServer = (token: string, routes: ReadonlyMap<string, Route>): Server =>
  createServer(
    { keepAliveTimeout: idleMs },
    (request, response) => void serve(token, routes, request, response),
  );

// A connection closed for idleness can meet the next request on its way, and that request would be lost. Between two
// calls of a healthy client there may be minutes.
const idleMs = 3_600_000;

/** Listens on the loopback; the port is the system's choice. */
export const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });

const serve = async (
  token: string,
  routes: ReadonlyMap<string, Route>,
  request: IncomingMessage,
  response: ServerResponse,
) => {
  try {
    const answer = await respond(token, routes, request, response);
    if (answer !== OWN_ANSWER) send(response, 200, answer);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : internalFailure(error);
    send(response, refusal.status, { code: refusal.code, message: refusal.message });
  }
};

const respond = async (
  token: string,
  routes: ReadonlyMap<string, Route>,
  request: IncomingMessage,
  response: ServerResponse,
) => {
  if (request.headers.authorization !== `Bearer ${token}`) {
    throw new Refusal('UnrecognizedClientException', 'The security token is invalid.', 403);
  }
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://keeper');
  const route = routes.get(`${request.method} ${pathname}`);
  if (route === undefined) throw new Refusal('UnknownOperationException', `There is no ${pathname}.`, 404);
  return route({ query: searchParams, body: await jsonBody(request), response });
};

const LARGEST_BODY = 1024 * 1024;

const jsonBody = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Refusal('RequestEntityTooLarge', 'The request is too large.', 413);
  }
  if (size === 0) return {};
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new Refusal('SerializationException', 'The request is not JSON.');
  }
};

const internalFailure = (error: unknown) => {
  console.error(error);
  return new Refusal('InternalFailure', String(error), 500);
};

const send = (response: ServerResponse, status: number, answer: unknown) => {
  const body = JSON.stringify(answer);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
};
