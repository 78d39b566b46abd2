import { createServer, type Server, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { wallClock } from '../../../adapters/clock/wall-clock.ts';
import { checkedFetch, type Outside } from '../../../adapters/http/checked-fetch.ts';
import { httpProbes } from '../../../adapters/http/http-probes.ts';
import { parseHttpUrl } from '../../../core/documents/url.ts';
import { plainHost } from '../../../core/reach/hosts.ts';
import { internet, type Reach } from '../../../core/reach/reach.ts';
import { sampleHttpProbe } from '../../contracts/samples.ts';
import { listening, loopback, namesAt, serving } from '../../support/loopback.ts';
import { names, networks, plain } from './ssrf-corpus.ts';

/** Every address to which this process tries to connect, whoever asks for it. */
const attempts: string[] = [];
const knocks: string[] = [];
let port = '';

const canary = (): Server =>
  createServer((socket) => {
    knocks.push(String(socket.remotePort));
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
  });

beforeEach(async () => {
  port = new URL(await listening(canary())).port;
  attempts.length = 0;
  knocks.length = 0;
  const { connect } = Socket.prototype;
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...args: unknown[]) {
    this.on('connectionAttempt', (address: string) => attempts.push(address));
    return Reflect.apply(connect, this, args);
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

const here = (text: string) => text.replaceAll('PORT', port);

// A deployment that names whatever host it is, and lets it be asked by http: as open as one can be.
const mostOpen = (url: string): Reach => {
  const hosts = [plainHost(URL.parse(url)?.hostname ?? '')];
  return { hosts, privateHosts: hosts, httpHosts: hosts };
};

const errorOf = async (url: string, reach: Reach, outside: Outside = {}) => {
  const answer = await httpProbes(wallClock, reach, outside).ask(sampleHttpProbe(url));
  expect(answer).not.toHaveProperty('status');
  return answer.error;
};

const nothingWasSent = () => expect({ attempts, knocks }).toEqual({ attempts: [], knocks: [] });

test('what is counted here is what happens: a request that may be sent is seen', async () => {
  const url = here('http://127.0.0.1:PORT/');
  const outside = { except: ['127.0.0.1'] };
  expect(await httpProbes(wallClock, mostOpen(url), outside).ask(sampleHttpProbe(url))).toMatchObject({
    status: 200,
  });
  expect(attempts).toEqual(['127.0.0.1']);
  expect(knocks).toHaveLength(1);
});

test('the corpus is as large as it should be, and says nothing twice', () => {
  const urls = [...plain, ...networks, ...names].map(([url]) => url);
  expect(new Set(urls).size).toBe(urls.length);
  expect(urls.length).toBeGreaterThanOrEqual(180);
});

describe('what the text gives away', () => {
  test.each(plain)('is in no valid document: %j', (url, why) => {
    expect(parseHttpUrl(here(url))).toMatchObject({ ok: false, message: expect.stringMatching(why) });
  });

  test.each(plain)('is never asked for, even by a deployment that names it: %j', async (url, why) => {
    const outside = namesAt('127.0.0.1');
    expect(await errorOf(here(url), mostOpen(here(url)), outside)).toMatch(why);
    nothingWasSent();
  });
});

describe('an address of a private network', () => {
  test.each(networks)('may be in a document: %s', (url) => {
    expect(parseHttpUrl(url)).toEqual({ ok: true, value: url });
  });

  test.each(networks)('is asked for only where the deployment names it: %s', async (url, why) => {
    expect(await errorOf(url, internet)).toMatch(why);
    expect(await errorOf(url, { ...internet, hosts: [plainHost(new URL(url).hostname)] })).toMatch(why);
    nothingWasSent();
  });
});

describe('a name', () => {
  test.each(names)(
    'is not asked at an address that is not for users: %s at %j',
    async (url, addresses, why) => {
      const { resolve, asked } = namesAt(...addresses);
      expect(await errorOf(here(url), internet, { resolve })).toMatch(why);
      expect(asked).toHaveLength(1);
      nothingWasSent();
    },
  );

  test.each(['127.0.0.1', '169.254.169.254', 'fd00:ec2::254', '::ffff:10.0.0.1', '224.0.0.1', '198.18.0.1'])(
    'is not asked at %s even when the deployment names it as one with private addresses',
    async (address) => {
      const url = here('https://inner.example.com:PORT/');
      expect(await errorOf(url, mostOpen(url), namesAt(address))).toMatch(/which nobody may ask$/);
      nothingWasSent();
    },
  );

  test('that says something else when it is asked again is not asked again', async () => {
    const second = vi.fn();
    let times = 0;
    const resolve: Outside['resolve'] = (_name, _options, found) => {
      times += 1;
      if (times > 1) second();
      found(null, [{ address: times === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
    };
    const url = here('http://rebind.example.com:PORT/');
    const outside = { resolve, except: ['127.0.0.1'] };
    const answer = await httpProbes(wallClock, mostOpen(url), outside).ask(sampleHttpProbe(url));
    expect(answer).toMatchObject({ status: 200 });
    expect(attempts).toEqual(['127.0.0.1']);
    expect(second).not.toHaveBeenCalled();
  });

  test('is looked up and checked again for the next request, which may then be refused', async () => {
    let times = 0;
    const resolve: Outside['resolve'] = (_name, _options, found) => {
      times += 1;
      found(null, [{ address: times === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }]);
    };
    const url = here('http://rebind.example.com:PORT/');
    const probes = httpProbes(wallClock, mostOpen(url), { resolve, except: ['127.0.0.1'] });
    expect(await probes.ask(sampleHttpProbe(url))).toMatchObject({ status: 200 });
    expect(await probes.ask(sampleHttpProbe(url))).toMatchObject({
      error: expect.stringMatching(/link-local/),
    });
    expect(attempts).toEqual(['127.0.0.1']);
  });
});

describe('a redirect', () => {
  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1:PORT/',
    'http://[::1]:PORT/',
    'file:///etc/passwd',
    '//127.0.0.1:PORT/',
    'gopher://127.0.0.1:PORT/',
  ])('is an answer, and nobody goes to %s', async (location) => {
    const url = await serving((_, response) => response.writeHead(302, { location: here(location) }).end());
    const answer = await checkedFetch(mostOpen(url), loopback)({ url });
    expect(answer.status).toBe(302);
    expect(attempts).toEqual(['127.0.0.1']);
    expect(knocks).toEqual([]);
  });
});

describe('a deployment', () => {
  const ask = (url: string, reach: Partial<Reach>) =>
    errorOf(url, { ...internet, ...reach }, namesAt('10.0.0.1'));

  test.each([
    ['https://shop.example.org/', { hosts: ['shop.example.com'] }],
    ['https://example.com/', { hosts: ['*.example.com'] }],
    ['https://shop.example.com.evil.example/', { hosts: ['*.example.com', 'shop.example.com'] }],
    ['https://evilexample.com/', { hosts: ['*.example.com'] }],
    ['https://shop-example.com/', { hosts: ['shop.example.com'] }],
    ['https://sh\u043ep.example.com/', { hosts: ['shop.example.com'] }],
  ])('that names its hosts lets nobody ask another: %s of %j', async (url, reach) => {
    expect(await ask(url, reach)).toMatch(/is not one of the hosts that this deployment may ask/);
    nothingWasSent();
  });

  test.each([
    ['http://shop.example.com/', {}],
    ['http://shop.example.com/', { hosts: ['shop.example.com'] }],
    ['http://shop.example.com/', { httpHosts: ['www.example.com'] }],
    ['http://shop.example.com/', { privateHosts: ['shop.example.com'] }],
  ])('lets nobody ask by http but whom it names for that: %s of %j', async (url, reach) => {
    expect(await ask(url, reach)).toMatch(/may be asked by https only/);
    nothingWasSent();
  });

  test.each([
    ['https://shop.example.com./', { hosts: ['shop.example.com'] }],
    ['https://SHOP.example.com/', { hosts: ['*.example.com'] }],
    ['https://a.b.example.com/', { hosts: ['*.example.com'] }],
    ['http://shop.example.com/', { httpHosts: ['shop.example.com'] }],
    ['https://shop.example.com/', { hosts: ['www.example.com'], privateHosts: ['shop.example.com'] }],
  ])('that names a host lets it be looked up: %s of %j', async (url, reach) => {
    const { resolve, asked } = namesAt();
    expect(await errorOf(url, { ...internet, ...reach }, { resolve })).toMatch(/has no address/);
    expect(asked).toHaveLength(1);
  });
});
