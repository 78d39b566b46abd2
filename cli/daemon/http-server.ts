import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { Route } from './parts.ts';

/** The daemon's HTTP server: on loopback only, and for whoever has come there by its own name. */
export type DaemonServer = {
  readonly address: string;
  serve(prefix: string, route: Route): void;
  close(): Promise<void>;
};

/** Listens; the port is the system's choice where none is wanted. */
export const openServer = async (port = 0): Promise<DaemonServer> => {
  const routes = new Map<string, Route>();
  const listener = getRequestListener((request) => answer(routes, request), {
    hostname: '127.0.0.1',
    overrideGlobalObjects: false,
    errorHandler: (failure) =>
      failure instanceof RequestError ? problem(400, 'Bad Request') : problem(500, 'Internal Server Error'),
  });
  const server = createServer(
    { requireHostHeader: false },
    (request, response) => void listener(request, response),
  );
  server.on('clientError', notHttp);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (prefix, route) => void routes.set(prefix, route),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

const answer = async (routes: ReadonlyMap<string, Route>, request: Request): Promise<Response> => {
  // A page of elsewhere whose name was bound to this address must get nothing from here.
  if (!isLoopback(request.headers.get('host') ?? ''))
    return problem(421, 'This address is called by another name');
  const { pathname } = new URL(request.url);
  const below = (prefix: string) => pathname === prefix || pathname.startsWith(`${prefix}/`);
  const wanted = [...routes].filter(([prefix]) => below(prefix)).sort(([a], [b]) => b.length - a.length);
  for (const [, route] of wanted) {
    const response = await route(request);
    if (response) return response;
  }
  return problem(404, 'There is nothing here');
};

const isLoopback = (host: string): boolean => /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i.test(host);

const problem = (status: number, title: string): Response =>
  new Response(bodyOf(status, title), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });

const bodyOf = (status: number, title: string): string =>
  JSON.stringify({ type: 'about:blank', title, status });

// What Node's parser has refused never becomes a request.
const notHttp = (failure: Error & { readonly code?: string }, socket: Socket): void => {
  if (!socket.writable) return;
  const [status, words] =
    failure.code === 'HPE_HEADER_OVERFLOW'
      ? ([431, 'Request Header Fields Too Large'] as const)
      : ([400, 'Bad Request'] as const);
  const body = bodyOf(status, words);
  socket.end(
    `HTTP/1.1 ${status} ${words}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
};
