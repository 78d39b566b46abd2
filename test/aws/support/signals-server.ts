import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { ClientSettings } from '../../../adapters/aws/settings.ts';
import { patientSettings } from './patient-settings.ts';

/** A request as it came: its operation where the protocol names one, else method and path. */
export type Asked = { readonly operation: string; readonly body: Readonly<Record<string, unknown>> };

/** What is answered. `hang` answers nothing, `cut` closes the connection. */
export type Answer = { readonly status?: number; readonly body?: object | string } | 'hang' | 'cut';

/** A local server in AWS's place. */
export type AwsServer = {
  readonly settings: TestSettings;
  readonly asked: readonly Asked[];
  readonly url: string;
};

/** How a client is made for a test: as for AWS, with credentials that open nothing, and more patience. */
export type TestSettings = ClientSettings & {
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

/** The settings of a client of an emulator or of a local server. */
export const testSettings = (endpoint: string): TestSettings => ({
  ...patientSettings({ region: 'eu-central-1', endpoint }),
  credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
});

/** The same, for a server that is slow on purpose: asked once, and given up soon. */
export const impatient = (settings: TestSettings) => ({
  ...settings,
  maxAttempts: 1,
  requestHandler: { ...settings.requestHandler, connectionTimeout: 300, requestTimeout: 300 },
});

/** Starts a server that answers as the given function does, until the test is over. */
export const awsServer = async (answer: (asked: Asked) => Answer | Promise<Answer>): Promise<AwsServer> => {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const one = await askedBy(request);
    asked.push(one);
    send(response, await answer(one));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return { settings: testSettings(url), asked, url };
};

/** An error as AWS says it, in either of its two ways to say JSON; `status` 400 where the API model has no other. */
export const awsError = (name: string, status = 400, message = `said ${name}`): Answer => ({
  status,
  body: { __type: name, message, Message: message },
});

const askedBy = async (request: IncomingMessage): Promise<Asked> => {
  let text = '';
  for await (const part of request) text += part;
  const { method, url, headers } = request;
  const [, target] = `${headers['x-amz-target'] ?? ''}`.split('.');
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    const body = Object.fromEntries(new URLSearchParams(text));
    return { operation: body.Action ?? '', body };
  }
  return { operation: target ?? `${method} ${url}`, body: text === '' ? {} : JSON.parse(text) };
};

const send = (response: ServerResponse, answer: Answer): void => {
  if (answer === 'hang') return;
  if (answer === 'cut') return void response.destroy();
  const { status = 200, body = {} } = answer;
  const name = typeof body === 'object' && '__type' in body ? { 'x-amzn-errortype': `${body.__type}` } : {};
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = text.startsWith('<') ? 'text/xml' : 'application/x-amz-json-1.0';
  response.writeHead(status, { 'content-type': type, ...name }).end(text);
};
