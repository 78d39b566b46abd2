import { describe, expect, test } from 'vitest';
import { handler } from '../../../functions/api/handler.ts';
import { principalOf } from '../../../functions/api/principal.ts';
import { anApi } from './an-api.ts';

const arn = 'arn:aws:sts::111122223333:assumed-role/on-call/ana';

const event = (method: string, path: string, authorizer: object, more: object = {}) => ({
  ...{ version: '2.0', routeKey: '$default', rawPath: path, rawQueryString: '', isBase64Encoded: false },
  headers: { host: 'api.test', 'content-type': 'application/json' },
  requestContext: { domainName: 'api.test', http: { method, path }, authorizer },
  ...more,
});

const signed = { iam: { userArn: arn, accountId: '111122223333' } };

describe('a request that API Gateway has let through', () => {
  const lambda = async () => {
    const { host, ports } = await anApi({ who: (_, context) => principalOf(context) });
    return { ports, invoke: handler(host) };
  };

  test('is answered as any other', async () => {
    const { invoke } = await lambda();

    const answer = await invoke(event('GET', '/v1/runs', signed));

    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } });
  });

  test('may have its body in base64', async () => {
    const { invoke, ports } = await lambda();
    const body = Buffer.from('{"reason":"a sale"}').toString('base64');

    const answer = await invoke(
      event('POST', '/v1/runs/run-open/stop', signed, { body, isBase64Encoded: true }),
    );

    expect(answer).toMatchObject({ statusCode: 202 });
    expect(await ports.runs.get('run-open')).toMatchObject({ signal: { actor: arn, reason: 'a sale' } });
  });

  test.each([{}, { iam: null }, { iam: { userArn: '' } }, { jwt: { claims: { sub: 'ana' } } }])(
    'but says nobody (%j) gets nothing',
    async (authorizer) => {
      const { invoke } = await lambda();
      expect(await invoke(event('GET', '/v1/runs', authorizer))).toMatchObject({ statusCode: 401 });
    },
  );

  test('with a path that is none is no failure of this side', async () => {
    const { invoke } = await lambda();
    for (const path of ['', '//', '/%', '/v1/runs/\u0000', '/v1/runs/a b?c#d'])
      expect((await invoke(event('GET', path, signed))) as object).not.toMatchObject({ statusCode: 500 });
  });
});

describe('who asks with a token', () => {
  const bearing = (claims: object, scopes?: readonly string[]) =>
    principalOf({ event: { requestContext: { authorizer: { jwt: { claims, scopes } } } } });

  test.each([
    [{ sub: 'ana', scope: 'openid firedrill/viewer' }, undefined, 'viewer'],
    [{ sub: 'ana' }, ['firedrill/operator', 'firedrill/viewer'], 'operator'],
    [{ sub: 'ana', scope: 'firedrill/admin firedrill/viewer' }, null, 'admin'],
  ])('has the highest role that its issuer gave it: %j', (claims, scopes, role) => {
    expect(bearing(claims, scopes ?? undefined)).toEqual({ name: 'ana', role });
  });

  test.each([
    { sub: 'ana' },
    { sub: 'ana', scope: 'admin' },
    { sub: 'ana', scope: 'firedrill/administrator' },
    { sub: 'ana', scope: ['firedrill/admin'] },
    { scope: 'firedrill/admin' },
    { sub: '', scope: 'firedrill/admin' },
    { sub: 7, scope: 'firedrill/admin' },
  ])('is nobody where that says nothing: %j', (claims) => {
    expect(bearing(claims)).toBeUndefined();
  });
});
