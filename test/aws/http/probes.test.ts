import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { wallClock } from '../../../adapters/clock/wall-clock.ts';
import type { Resolve } from '../../../adapters/http/checked-lookup.ts';
import { isForbiddenAddress } from '../../../adapters/http/forbidden-addresses.ts';
import { httpProbes } from '../../../adapters/http/http-probes.ts';
import { sampleHttpProbe } from '../../contracts/samples.ts';

const onLoopback = { forbidden: () => false };

const started = async (server: Server | ReturnType<typeof createTcpServer>): Promise<string> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

const serving = (listener: RequestListener) => started(createServer(listener));

const ask = (url: string, fields: Partial<ReturnType<typeof sampleHttpProbe>> = {}) =>
  httpProbes(wallClock, onLoopback).ask({ ...sampleHttpProbe(url), ...fields });

/** Every name is at these addresses, and how often it was asked. */
const dns = (...addresses: readonly string[]) => {
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

describe('an answer', () => {
  test.each([200, 204, 404, 503])('is its status, whatever that is: %i', async (status) => {
    const url = await serving((_, response) => response.writeHead(status).end());
    expect(await ask(url)).toEqual({ status, latencyMs: expect.any(Number) });
  });

  test('takes as long as the whole of it', async () => {
    const url = await serving(async (_, response) => {
      response.write('a');
      await sleep(120);
      response.end('b');
    });
    const { latencyMs } = await ask(url);
    expect(latencyMs).toBeGreaterThanOrEqual(118);
    expect(latencyMs).toBeLessThan(600);
  });

  test.each(['GET', 'HEAD'] as const)('is to the request of the probe: %s', async (method) => {
    const seen: (string | undefined)[] = [];
    const url = await serving(({ method: how, url: path, headers }, response) => {
      seen.push(how, path, headers['user-agent'], headers.connection);
      response.end('x');
    });
    await ask(`${url}shop?q=1`, { method });
    expect(seen).toEqual([method, '/shop?q=1', 'firedrill', 'close']);
  });

  test('that sends somewhere else is that, and nobody goes there', async () => {
    const url = await serving((_, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
    );
    expect(await ask(url)).toMatchObject({ status: 302 });
  });
});

describe('no answer', () => {
  test.each([
    ['when nothing comes', () => serving(() => {})],
    ['when it begins and does not end', () => serving((_, response) => void response.write('a'))],
    ['when nobody speaks HTTP', () => started(createTcpServer(() => {}))],
  ])('is given up at the timeout: %s', async (_, serve) => {
    const answer = await ask(await serve(), { timeoutMs: 100 });
    expect(answer).toEqual({ error: 'no answer in time', latencyMs: expect.any(Number) });
    expect(answer.latencyMs).toBeGreaterThanOrEqual(99);
    expect(answer.latencyMs).toBeLessThan(600);
  });

  test('is said when the connection is refused, cut, or not HTTP', async () => {
    const closed = createServer();
    const gone = await started(closed);
    closed.close();
    const cut = await serving(({ socket }) => void socket.destroy());
    const noise = await started(createTcpServer((socket) => void socket.end('what?\r\n\r\n')));
    for (const url of [gone, cut, noise]) {
      const answer = await ask(url);
      expect(answer).toMatchObject({ error: expect.stringMatching(/ECONNREFUSED|hang up|ECONNRESET|Parse/) });
      expect(answer).not.toHaveProperty('status');
    }
  });

  test.each(['no url', 'ftp://example.com/', 'http://'])('is said of what is no address: %s', async (url) => {
    expect(await ask(url)).toMatchObject({ error: expect.any(String), latencyMs: expect.any(Number) });
  });
});

describe('an address that is not for users', () => {
  test.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '169.254.169.254',
    '169.254.170.2',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    'fd00:ec2::23',
    '::ffff:127.0.0.1',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b::7f00:1',
    'shop.example.com',
    '',
  ])('is refused: %j', (address) => {
    expect(isForbiddenAddress(address)).toBe(true);
  });

  test.each(['10.0.0.1', '192.168.1.1', '93.184.215.14', 'fd12::1', '2600:1f18::1', '::ffff:10.0.0.1'])(
    'is not one within the network, or outside: %s',
    (address) => {
      expect(isForbiddenAddress(address)).toBe(false);
    },
  );

  test.each([
    'http://127.0.0.1:9001/2018-06-01/runtime/invocation/next',
    'http://169.254.169.254/latest/meta-data/',
    'http://2852039166/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[fd00:ec2::254]/',
    'http://[::ffff:169.254.169.254]/',
  ])('is never connected to: %s', async (url) => {
    const answer = await httpProbes(wallClock).ask(sampleHttpProbe(url));
    expect(answer).toMatchObject({ error: expect.stringMatching(/which no probe may ask/) });
  });

  test.each([[['169.254.169.254']], [['93.184.215.14', '127.0.0.1']]])(
    'is refused behind a name, though another of its addresses is good: %j',
    async (addresses) => {
      const { resolve, asked } = dns(...addresses);
      const answer = await httpProbes(wallClock, { resolve }).ask(
        sampleHttpProbe('http://inner.example.com/'),
      );
      expect(answer).toMatchObject({
        error: expect.stringMatching(/^inner.example.com is .+ no probe may ask/),
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
    const { resolve, asked } = dns('127.0.0.1');
    const probes = httpProbes(wallClock, { resolve, ...onLoopback });
    const named = url.replace('127.0.0.1', 'shop.example.com');
    expect(await probes.ask(sampleHttpProbe(named))).toMatchObject({ status: 200 });
    expect(asked).toEqual(['shop.example.com']);
    expect(hosts).toEqual([new URL(named).host]);
  });

  test('is no answer when a name has none', async () => {
    const { resolve } = dns();
    expect(
      await httpProbes(wallClock, { resolve }).ask(sampleHttpProbe('http://nowhere.example.com/')),
    ).toMatchObject({ error: 'nowhere.example.com has no address' });
  });
});
