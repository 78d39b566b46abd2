import { once } from 'node:events';
import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Outside } from '../../adapters/http/checked-fetch.ts';
import type { Resolve } from '../../adapters/http/checked-lookup.ts';
import { internet, type Reach } from '../../core/reach/reach.ts';

/** A deployment that lets requests go to servers of this test, by http. */
export const loopbackReach: Reach = { ...internet, httpHosts: ['127.0.0.1', '*.example.com'] };

/** The world outside, in which loopback is a place like others, and every name is there. */
export const loopback: Outside = {
  except: ['127.0.0.1'],
  resolve: (_name, _options, found) => found(null, [{ address: '127.0.0.1', family: 4 }]),
};

/** Where a server listens, until the end of the test. */
export const listening = async (server: HttpServer | Server, protocol = 'http'): Promise<string> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  });
  return `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

/** An HTTP server of this test. */
export const serving = (listener: RequestListener): Promise<string> => listening(createServer(listener));

/** Every name is at these addresses, and which were looked up. */
export const namesAt = (
  ...addresses: readonly string[]
): { readonly resolve: Resolve; readonly asked: readonly string[] } => {
  const asked: string[] = [];
  const resolve: Resolve = (name, _options, found) => {
    asked.push(name);
    found(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return { resolve, asked };
};
