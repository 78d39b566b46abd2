import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { testSettings } from './signals-server.ts';

/** A call of a function, as Lambda got it. */
export type Invocation = { readonly name: string; readonly type: string; readonly payload: unknown };

/** How it is answered; `error` is what FunctionError says. */
export type Returned = { readonly status?: number; readonly body?: string; readonly error?: string };

/** Lambda's Invoke, and nothing else of it, until the test is over. */
export const invoked = async (answer: (call: Invocation) => Returned) => {
  const calls: Invocation[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    const [, name = ''] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '') ?? [];
    const call = { name, type: `${request.headers['x-amz-invocation-type']}`, payload: JSON.parse(text) };
    calls.push(call);
    const { status = 200, body = '', error } = answer(call);
    response.writeHead(status, error === undefined ? {} : { 'x-amz-function-error': error }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { settings: testSettings(`http://127.0.0.1:${port}`), calls };
};
