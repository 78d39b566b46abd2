import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { wallClock } from '../../../adapters/clock/wall-clock.ts';
import { httpProbes } from '../../../adapters/http/http-probes.ts';
import { internet } from '../../../core/reach/reach.ts';
import { sampleHttpProbe } from '../../contracts/samples.ts';
import { listening, loopback, loopbackReach, namesAt, serving } from '../../support/loopback.ts';

const ask = (url: string, fields: Partial<ReturnType<typeof sampleHttpProbe>> = {}) =>
  httpProbes(wallClock, loopbackReach, loopback).ask({ ...sampleHttpProbe(url), ...fields });

describe('an answer', () => {
  test.each([200, 204, 404, 503])('is its status, whatever that is: %i', async (status) => {
    const url = await serving((_, response) => response.writeHead(status).end());
    expect(await ask(url)).toEqual({ status, latencyMs: expect.any(Number) });
  });

  test('takes as long as the whole of it', async () => {
    const url = await serving(async (_, response) => {
      response.write('a');
      await pause(120);
      response.end('b');
    });
    const { latencyMs } = await ask(url);
    expect(latencyMs).toBeGreaterThanOrEqual(118);
    expect(latencyMs).toBeLessThan(700);
  });

  test.each(['GET', 'HEAD'] as const)('is to the request of the probe: %s', async (method) => {
    const seen: unknown[] = [];
    const url = await serving(({ method: how, url: path, rawHeaders }, response) => {
      seen.push(
        how,
        path,
        rawHeaders.filter((_, at) => at % 2 === 0),
      );
      response.end('x');
    });
    await ask(`${url}shop?q=1`, { method });
    expect(seen).toEqual([method, '/shop?q=1', ['user-agent', 'connection', 'Host']]);
  });

  test('that sends somewhere else is that, and nobody goes there', async () => {
    const elsewhere = vi.fn();
    const there = await serving((_, response) => {
      elsewhere();
      response.end();
    });
    const url = await serving((_, response) => response.writeHead(302, { location: there }).end());
    expect(await ask(url)).toMatchObject({ status: 302 });
    expect(elsewhere).not.toHaveBeenCalled();
  });

  test('without an end is cut off at 64 KiB, and is its status all the same', async () => {
    const sent = { bytes: 0, closed: Promise.withResolvers<void>() };
    const url = await serving((_, response) => {
      response.on('close', sent.closed.resolve);
      const more = () => {
        do sent.bytes += 1024;
        while (response.write('x'.repeat(1024)));
      };
      response.on('drain', more);
      more();
    });
    expect(await ask(url)).toEqual({ status: 200, latencyMs: expect.any(Number) });
    await sent.closed.promise;
    // What the system's buffers took before it was cut off.
    expect(sent.bytes).toBeLessThan(16 * 2 ** 20);
  });

  test('is never told of but for its status', async () => {
    const url = await serving((_, response) =>
      response.writeHead(200, { 'x-secret': 'canary' }).end('canary'),
    );
    expect(JSON.stringify(await ask(url))).not.toMatch('canary');
  });
});

describe('no answer', () => {
  test.each([
    ['when nothing comes', () => serving(() => {})],
    ['when it begins and does not end', () => serving((_, response) => void response.write('a'))],
    ['when nobody speaks HTTP', () => listening(createTcpServer(() => {}))],
  ])('is given up at the timeout: %s', async (_, serve) => {
    const answer = await ask(await serve(), { timeoutMs: 100 });
    expect(answer).toEqual({ error: 'no answer in time', latencyMs: expect.any(Number) });
    expect(answer.latencyMs).toBeGreaterThanOrEqual(99);
    expect(answer.latencyMs).toBeLessThan(700);
  });

  test('is given up at the timeout when the name is not found by then', async () => {
    const outside = { resolve: () => {} };
    const answer = await httpProbes(wallClock, internet, outside).ask({
      ...sampleHttpProbe('https://shop.example.com/'),
      timeoutMs: 50,
    });
    expect(answer).toMatchObject({ error: 'no answer in time' });
  });

  test('is given up after five seconds, whatever the probe says', async () => {
    const url = await serving(() => {});
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const answer = ask(url, { timeoutMs: 60_000 });
      await vi.advanceTimersByTimeAsync(5_000);
      expect(await answer).toMatchObject({ error: 'no answer in time' });
    } finally {
      vi.useRealTimers();
    }
  });

  test('is said when the connection is refused, cut, or not HTTP', async () => {
    const closed = createServer();
    const gone = await listening(closed);
    closed.close();
    const cut = await serving(({ socket }) => void socket.destroy());
    const noise = await listening(createTcpServer((socket) => void socket.end('what?\r\n\r\n')));
    const half = await listening(
      createTcpServer((socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx')),
    );
    for (const url of [gone, cut, noise, half]) {
      const answer = await ask(url);
      expect(answer).toMatchObject({
        error: expect.stringMatching(/ECONNREFUSED|hang up|ECONNRESET|Parse|aborted/),
      });
      expect(answer).not.toHaveProperty('status');
    }
  });

  test.each(['no url', 'ftp://example.com/', 'http://'])('is said of what is no address: %s', async (url) => {
    expect(await ask(url)).toMatchObject({ error: expect.any(String), latencyMs: expect.any(Number) });
  });

  test('is said of a certificate that nobody vouches for', async () => {
    // A server that speaks no TLS at all is the simplest of these; the corpus of certificates is Node's own.
    const url = await listening(createServer(), 'https');
    expect(await ask(url)).toMatchObject({ error: expect.stringMatching(/SSL|TLS|hang up|ECONNRESET/) });
  });
});

describe('an address that is not for users', () => {
  test.each([[['169.254.169.254']], [['93.184.215.14', '127.0.0.1']]])(
    'is refused behind a name, though another of its addresses is good: %j',
    async (addresses) => {
      const { resolve, asked } = namesAt(...addresses);
      const answer = await httpProbes(wallClock, internet, { resolve }).ask(
        sampleHttpProbe('https://inner.example.com/'),
      );
      expect(answer).toMatchObject({
        error: expect.stringMatching(/^inner.example.com is .+ nobody may ask/),
      });
      expect(asked).toEqual(['inner.example.com']);
    },
  );

  test('is what was looked up: the connection goes there, and the name is not looked up again', async () => {
    const hosts: (string | undefined)[] = [];
    const url = await serving(({ headers }, response) => {
      hosts.push(headers.host);
      response.end();
    });
    const { resolve, asked } = namesAt('127.0.0.1');
    const probes = httpProbes(wallClock, loopbackReach, { ...loopback, resolve });
    const named = url.replace('127.0.0.1', 'shop.example.com');
    expect(await probes.ask(sampleHttpProbe(named))).toMatchObject({ status: 200 });
    expect(asked).toEqual(['shop.example.com']);
    expect(hosts).toEqual([new URL(named).host]);
  });

  test('is no answer when a name has none', async () => {
    const { resolve } = namesAt();
    expect(
      await httpProbes(wallClock, internet, { resolve }).ask(sampleHttpProbe('https://nowhere.example.com/')),
    ).toMatchObject({ error: 'nowhere.example.com has no address' });
  });
});
