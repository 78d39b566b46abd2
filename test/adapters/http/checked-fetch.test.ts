import { describe, expect, test } from 'vitest';
import { checkedFetch } from '../../../adapters/http/checked-fetch.ts';
import { RequestRefused } from '../../../core/errors.ts';
import { internet } from '../../../core/reach/reach.ts';
import { loopback, loopbackReach, namesAt, serving } from '../../support/loopback.ts';

const fetch = checkedFetch(loopbackReach, loopback);

describe('a request', () => {
  test('is answered with status, headers and body', async () => {
    const url = await serving((_, response) => response.writeHead(201, { etag: '"1"' }).end('made'));
    const { status, headers, body } = await fetch({ url });
    expect({ status, etag: headers.etag, body: body.toString() }).toEqual({
      status: 201,
      etag: '"1"',
      body: 'made',
    });
  });

  test('with a body is a POST of exactly these bytes, with the headers of the program', async () => {
    const seen: unknown[] = [];
    const url = await serving(async (request, response) => {
      const body = Buffer.concat(await request.toArray());
      seen.push(
        request.method,
        request.headers['content-type'],
        request.headers['content-length'],
        body.toString(),
      );
      response.writeHead(202).end();
    });
    const sent = { url, body: '{"é":1}', headers: { 'content-type': 'application/json' } };
    expect(await fetch(sent)).toMatchObject({ status: 202 });
    expect(seen).toEqual(['POST', 'application/json', '8', '{"é":1}']);
  });

  test('that is answered with more than was agreed fails, or is cut, as it asks', async () => {
    const url = await serving((_, response) => response.end('x'.repeat(1_000)));
    await expect(fetch({ url, maxBytes: 999 })).rejects.toThrow('the answer is longer than 999 bytes');
    expect((await fetch({ url, maxBytes: 999, longer: 'cut' })).body.length).toBe(999);
    expect((await fetch({ url, maxBytes: 1_000 })).body.length).toBe(1_000);
  });

  test('takes no longer than it may', async () => {
    const url = await serving(() => {});
    await expect(fetch({ url, timeoutMs: 50 })).rejects.toThrow('no answer in time');
  });

  test('is refused by a name of its own where it may not go, before anything is sent', async () => {
    const { resolve, asked } = namesAt('10.0.0.1');
    const careful = checkedFetch(internet, { resolve });
    const failure = await careful({ url: 'https://hooks.example.com/', body: 'x' }).catch(
      (no: unknown) => no,
    );
    expect(failure).toBeInstanceOf(RequestRefused);
    await expect(careful({ url: 'http://hooks.example.com/' })).rejects.toThrow(/by https only/);
    expect(asked).toEqual(['hooks.example.com']);
  });
});
