import { once } from 'node:events';

const http = process.getBuiltinModule('node:http');

/** A server that says 200 at once, and a way to ask it over kept-alive connections. */
export type LocalHttp = { ask(): Promise<{ status: number; latencyMs: number }>; close(): void };

/** Opens one on this machine. */
export const openLocalHttp = async (): Promise<LocalHttp> => {
  const server = http.createServer((_, response) => response.end('ok'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const ask = () =>
    new Promise<{ status: number; latencyMs: number }>((resolve, reject) => {
      const request = http.get({ host: '127.0.0.1', port, path: '/', agent }, (response) => {
        response.resume();
        response.on('end', () => resolve({ status: response.statusCode ?? 0, latencyMs: 1 }));
      });
      request.on('error', reject);
    });
  const close = () => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  };
  return { ask, close };
};
