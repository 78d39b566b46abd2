import { createServer } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { extension } from '../../middleware/reading.ts';

const servers: (() => void)[] = [];

afterEach(() => {
  for (const close of servers.splice(0)) close();
});

/** The extension's local port, answering as its documentation has it. */
const extensionAt = async (status: number, body: string) => {
  const asked: { url?: string | undefined; token?: unknown }[] = [];
  const server = createServer(({ url, headers }, response) => {
    asked.push({ url, token: headers['x-aws-parameters-secrets-token'] });
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  servers.push(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  return { asked, environment: { PARAMETERS_SECRETS_EXTENSION_HTTP_PORT: port, AWS_SESSION_TOKEN: 'token' } };
};

const reading = { signal: new AbortController().signal };

test('the extension is asked for the parameter by its name, with the function’s token', async () => {
  const { asked, environment } = await extensionAt(200, '{"Parameter":{"Name":"/chaos/pay","Value":"none"}}');

  expect(await extension(environment, fetch).read('/chaos/pay', reading.signal)).toBe('none');

  expect(asked).toEqual([{ url: '/systemsmanager/parameters/get?name=%2Fchaos%2Fpay', token: 'token' }]);
});

test.each([
  [400, 'an unexpected error occurred while executing request'],
  [200, '{"Parameter":{}}'],
  [200, '{}'],
  [200, '[]'],
])('an answer %d of %s is no value', async (status, body) => {
  const { environment } = await extensionAt(status, body);

  expect(await extension(environment, fetch).read('/chaos/pay', reading.signal)).toBeUndefined();
});

test.each([
  [{}, 300_000],
  [{ SSM_PARAMETER_STORE_TTL: '5' }, 5_000],
  [{ SSM_PARAMETER_STORE_TTL: '0' }, 0],
  [{ SSM_PARAMETER_STORE_TTL: '900' }, 300_000],
  [{ SSM_PARAMETER_STORE_TTL: 'soon' }, 300_000],
  [{ SSM_PARAMETER_STORE_TTL: '' }, 300_000],
  [{ SSM_PARAMETER_STORE_TTL: '-1' }, 300_000],
  [{ PARAMETERS_SECRETS_EXTENSION_CACHE_ENABLED: 'FALSE' }, 0],
])('with %j it gives what may be %d ms old', (environment, staleMs) => {
  expect(extension(environment, fetch).staleMs).toBe(staleMs);
});
