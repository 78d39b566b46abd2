import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as it came. */
export type Received = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
};

/** What a server does with a request. */
export type Answering = (
  request: Received,
  response: ServerResponse,
  raw: IncomingMessage,
) => void | Promise<void>;

/** A server on loopback that remembers what it was sent; it ends with the test. */
export const openReceiver = async (answer: Answering) => {
  const received: Received[] = [];
  const server = createServer(async (raw, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of raw) chunks.push(chunk as Buffer);
    const headers = Object.fromEntries(
      Object.entries(raw.headers).map(([name, value]) => [name, value?.toString()]),
    );
    const { method = '', url: path = '' } = raw;
    const request = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
    received.push(request);
    await answer(request, response, raw);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, received };
};

/** Answers everything with a status. */
export const answering =
  (status: number, headers: Readonly<Record<string, string>> = {}, body = ''): Answering =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);

/** Never answers. */
export const hanging: Answering = () => undefined;

/** Cuts the connection. */
export const resetting: Answering = (_, __, raw) => void raw.socket.resetAndDestroy();
