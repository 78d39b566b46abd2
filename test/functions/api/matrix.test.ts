import { describe, expect, test } from 'vitest';
import { may, roles } from '../../../core/access.ts';
import { operations } from '../../../functions/api/operations.ts';
import { anApi, json } from './an-api.ts';
import { goodRequests } from './requests.ts';

const all = operations.map((one) => [one.id, one] as const);
const withBody = all.filter(([, { body }]) => body !== undefined);
const withSchema = withBody.filter(([, { body }]) => body?.schema !== undefined);

/** An API, and a request of this operation that would go well on it. */
const good = async (id: string) => {
  const api = await anApi();
  const request = goodRequests(api.version)[id];
  if (request === undefined) throw new Error(`There is no request for ${id}`);
  return { ...api, ...request, init: request.init ?? {} };
};

const withHeaders = (init: RequestInit, headers: Readonly<Record<string, string>>): RequestInit => ({
  ...init,
  headers: { ...(init.headers as Record<string, string>), ...headers },
});

describe.each(all)('%s', (id, { deed }) => {
  test.each(roles)('a %s may do it, or is told that they may not', async (role) => {
    const { ask, path, init, status } = await good(id);

    const response = await ask(path, { ...init, as: `token-of-the-${role}` });

    expect(response.status).toBe(may(role, deed) ? status : 403);
  });

  test.each([
    ['no token', null],
    ['an unknown token', 'token-of-nobody-at-all'],
    ['a token that lacks its end', 'token-of-the-admi'],
    ['an empty token', ''],
  ])('with %s nobody is known, and nothing is done', async (_, token) => {
    const { ask, path, init, ports, fronts } = await good(id);
    const before = await everything(ports, fronts);

    const response = await ask(path, { ...init, as: token });

    expect(response.status).toBe(401);
    expect(await everything(ports, fronts)).toEqual(before);
  });

  test('a name and password are no token', async () => {
    const { app, path, init } = await good(id);
    const request = withHeaders(init, { authorization: 'Basic YWRhOmFkYQ==' });

    expect((await app.request(path, request)).status).toBe(401);
  });

  test('an unknown parameter is named', async () => {
    const { ask, path, init } = await good(id);

    const response = await ask(`${path}?colour=green`, init);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ parameter: 'colour' }] });
  });

  test('the id of the request comes back, unless it is none', async () => {
    const { ask, path, init } = await good(id);

    const named = await ask(path, withHeaders(init, { 'x-request-id': 'mine-1' }));
    const unnamed = await ask(path, withHeaders(init, { 'x-request-id': '<script>' }));

    expect(named.headers.get('x-request-id')).toBe('mine-1');
    expect(unnamed.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe.each(all.filter(([, { method }]) => method === 'get'))('%s', (id) => {
  test('an answer that cannot be read is not sent', async () => {
    const { ask, path, init } = await good(id);

    expect((await ask(path, withHeaders(init, { accept: 'image/png' }))).status).toBe(406);
    expect((await ask(path, withHeaders(init, { accept: 'image/png, */*;q=0.1' }))).status).toBe(200);
  });
});

describe.each(all.filter(([, { pathSchema }]) => pathSchema !== undefined))('%s', (id) => {
  test.each(['%00', '%zz', 'a%2Fb', '%F0%9F%92%A5', 'x'.repeat(2_000), '..%2F..%2Fetc', '%20'])(
    'is not led astray by a name such as %s',
    async (bad) => {
      const { ask, path, init } = await good(id);
      const [, root, kind, , ...rest] = path.split('/');

      const response = await ask(`/${[root, kind, bad, ...rest].join('/')}`, init);

      expect([400, 404, 422]).toContain(response.status);
    },
  );
});

describe.each(withBody)('%s', (id, { body }) => {
  test.each([
    ['another type', { 'content-type': 'text/plain' }, 415],
    ['two types', { 'content-type': 'application/json, application/json' }, 415],
    ['another charset', { 'content-type': 'application/json; charset=utf-16' }, 415],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('a body of %s is not read', async (_, headers, status) => {
    const { ask, path, init } = await good(id);

    expect((await ask(path, withHeaders(init, headers))).status).toBe(status);
  });

  test('a body of the right type in other letters is read', async () => {
    const { ask, path, init, status } = await good(id);
    const headers = { 'content-type': 'Application/JSON; charset="UTF-8"' };

    expect((await ask(path, withHeaders(init, headers))).status).toBe(status);
  });

  test.each([
    ['no JSON', '{"name": ', 400],
    ['no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), 400],
    ['an array', '[]', 422],
    ['null', 'null', 422],
    ['text', '"one"', 422],
    ['64 KiB and more', JSON.stringify({ name: 'x'.repeat(65_536) }), 413],
    ['a hidden prototype', '{"__proto__": {"name": "one"}, "name": "one"}', 422],
    ['a constructor', '{"constructor": {"prototype": {}}, "name": "one"}', 422],
    ['a bottomless pit', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, 422],
  ])('%s is told apart from a body', async (_, text, status) => {
    const { ask, path, init } = await good(id);

    expect((await ask(path, { ...init, body: text })).status).toBe(status);
  });

  test('a body that never says how long it is, is read only so far', async () => {
    const { ask, path, init } = await good(id);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1;
        controller.enqueue(new Uint8Array(16_384).fill(0x20));
      },
    });

    const response = await ask(path, { ...init, body: endless, duplex: 'half' } as RequestInit);

    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(10);
  });

  test('a body that is missing is missed, unless there need be none', async () => {
    const { ask, path, init, status } = await good(id);
    const { body: _, ...without } = init;

    expect((await ask(path, without)).status).toBe(body?.optional ? status : 400);
  });
});

describe.each(withSchema)('%s', (id) => {
  test('a field that there is not is pointed at', async () => {
    const { ask, path, init } = await good(id);
    const sent = { ...JSON.parse(String(init.body)), colour: 'green' };

    const response = await ask(path, { ...init, body: JSON.stringify(sent) });

    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ errors: [{ pointer: '/colour' }] });
  });
});

describe.each([...new Set(operations.map(({ path }) => path))])('%s', (path) => {
  const there = path.replaceAll(/\{\w+\}/g, 'global');
  const allowed = operations.filter((one) => one.path === path).map(({ method }) => method.toUpperCase());
  const others = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'PROPFIND'].filter(
    (method) => !allowed.includes(method),
  );

  test.each(others)('%s is not allowed, and what is, is said', async (method) => {
    const { ask } = await anApi();

    const response = await ask(there, { method });

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')?.split(', ').toSorted()).toEqual(allowed.toSorted());
  });

  test('nothing lies behind a slash at its end', async () => {
    const { ask } = await anApi();
    expect((await ask(`${there}/`)).status).toBe(404);
  });
});

test.each(['/', '/v1', '/v2/runs', '/v1/runs/run-open/steps', '/v1/%', '//v1/runs', '/v1/Runs', '/%00'])(
  '%s leads nowhere',
  async (path) => {
    const { ask } = await anApi();
    expect((await ask(path)).status).toBe(404);
  },
);

test('a body may be as large as is said, and not a byte more', async () => {
  const { ask } = await anApi();
  const padded = (bytes: number) => JSON.stringify({ reason: 'sale' }).padEnd(bytes, ' ');
  const stop = (bytes: number) => ask('/v1/runs/run-open/stop', { ...json('POST', {}), body: padded(bytes) });

  expect((await stop(65_536)).status).toBe(202);
  expect((await stop(65_537)).status).toBe(413);
});

const everything = async (
  ports: Awaited<ReturnType<typeof anApi>>['ports'],
  { definitions }: Awaited<ReturnType<typeof anApi>>['fronts'],
) => [
  await ports.runs.list(100),
  await ports.gameDays.list(100),
  await ports.levers.engaged(['global']),
  await definitions.list('Experiment'),
  await definitions.list('GameDay'),
];
