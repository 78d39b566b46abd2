import { describe, expect, test } from 'vitest';
import { type CheckedFetch, checkedFetch } from '../../../adapters/http/checked-fetch.ts';
import { posting } from '../../../adapters/http/post.ts';
import { isFiredrillError, ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import { loopback, loopbackReach, namesAt } from '../../support/loopback.ts';
import { answering, hanging, openReceiver, resetting } from '../../support/receiver.ts';

const here = checkedFetch(loopbackReach, loopback);
const to = (url: string, fetch: CheckedFetch = here) =>
  posting(fetch, 200)({ who: 'webhook:audit', url: `${url}/hook?sig=canary-1`, body: '{"a":1}' });
const failureOf = (sent: Promise<void>) =>
  sent.then(
    () => undefined,
    (failure: unknown) => failure,
  );

describe('a request', () => {
  test('is JSON, posted once', async () => {
    const { url, received } = await openReceiver(answering(202));
    await to(url);
    expect(received).toMatchObject([
      {
        method: 'POST',
        path: '/hook?sig=canary-1',
        body: '{"a":1}',
        headers: { 'content-type': 'application/json', 'user-agent': 'firedrill' },
      },
    ]);
  });

  test.each([400, 401, 403, 404, 410, 413])('that is refused with %i is not asked again', async (status) => {
    const { url, received } = await openReceiver(answering(status, {}, 'sig=canary-1 is wrong'));
    const failure = await failureOf(to(url));
    expect(failure).toBeInstanceOf(WrongAsAsked);
    expect(String(failure)).toContain(`webhook:audit answered ${status}`);
    expect(String(failure)).not.toContain('canary-1');
    expect(received).toHaveLength(1);
  });

  test.each([408, 425, 429, 500, 502, 503, 504])('that meets %i may be asked again', async (status) => {
    const { url, received } = await openReceiver(answering(status, { 'retry-after': '7' }));
    const failure = await failureOf(to(url));
    expect(failure).toBeInstanceOf(ServiceUnavailable);
    expect(String(failure)).toContain('asks to wait for 7 s');
    expect(received).toHaveLength(1);
  });

  test.each([301, 302, 307, 308])('follows no redirect: %i', async (status) => {
    const other = await openReceiver(answering(200));
    const { url } = await openReceiver(answering(status, { location: other.url }));
    expect(await failureOf(to(url))).toBeInstanceOf(WrongAsAsked);
    expect(other.received).toEqual([]);
  });

  test.each([
    ['hangs', hanging, 'no answer in time'],
    ['is cut', resetting, 'ECONNRESET'],
  ] as const)('that %s is in doubt', async (_, answer, why) => {
    const { url } = await openReceiver(answer);
    const failure = await failureOf(to(url));
    expect(failure).toBeInstanceOf(ServiceUnavailable);
    expect(String(failure)).toContain(why);
    expect(String(failure)).not.toContain('canary-1');
  });

  test('whose answer never ends is over when its head is there', async () => {
    const { url } = await openReceiver((_, response) => void response.writeHead(200).write('x'));
    await expect(to(url)).resolves.toBeUndefined();
  });

  test('to where nobody listens is in doubt', async () => {
    expect(await failureOf(to('http://127.0.0.1:1025'))).toBeInstanceOf(ServiceUnavailable);
  });
});

describe('an address', () => {
  test.each([
    'http://example.com',
    'ftp://example.com',
    'file:///etc',
    'no address',
    '',
    'https://127.0.0.1',
    'https://[::1]',
    'https://[::ffff:169.254.169.254]',
    'https://169.254.169.254',
    'https://0.0.0.0',
  ])('that nobody may be told at is refused, and not repeated: %s', async (url) => {
    const failure = await failureOf(posting()({ who: 'webhook:audit', url: `${url}/canary-1`, body: '{}' }));
    expect(failure).toBeInstanceOf(WrongAsAsked);
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain('canary-1');
  });

  test('whose name leads to this machine is not asked', async () => {
    const { url, received } = await openReceiver(answering(200));
    const { resolve } = namesAt('127.0.0.1');
    const { port } = new URL(url);
    const failure = await failureOf(
      posting(checkedFetch(loopbackReach, { resolve }))({
        ...{ who: 'webhook:audit', body: '{}' },
        url: `http://internal.example.com:${port}/`,
      }),
    );
    expect(isFiredrillError(failure)).toBe(true);
    expect(received).toEqual([]);
  });
});
