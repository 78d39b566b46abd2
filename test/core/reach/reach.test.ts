import { describe, expect, test } from 'vitest';
import { kindOfAddress } from '../../../core/reach/addresses.ts';
import { isAmong, parseHosts } from '../../../core/reach/hosts.ts';
import { internet, reachable, refusedAddress } from '../../../core/reach/reach.ts';

describe('an address', () => {
  test.each([
    '1.1.1.1',
    '93.184.215.14',
    '100.63.255.255',
    '100.128.0.1',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.255.255',
    '2600:1f18::1',
    '2a05:d014::1',
    '2001:4860:4860::8888',
    '3ffe:ffff::1',
  ])("is anybody's: %s", (address) => {
    expect(kindOfAddress(address)).toEqual({ kind: 'public', what: 'public' });
  });

  test.each(['10.0.0.1', '172.16.9.9', '172.31.255.255', '192.168.0.1', '100.64.0.1', 'fd12::1', 'fc00::1'])(
    'of a private network is for hosts that the deployment names so: %s',
    (address) => {
      const host = 'inner.example.com';
      expect(refusedAddress({ ...internet, privateHosts: [host] }, host, address)).toBeUndefined();
      expect(refusedAddress({ ...internet, hosts: [host], httpHosts: [host] }, host, address)).toEqual({
        refused: `${host} is ${address}, of a private network, which nobody may ask, unless the deployment names the host`,
      });
    },
  );

  test('that is the host itself is named once', () => {
    expect(refusedAddress(internet, '[::1]', '::1')).toEqual({
      refused: '::1 is the machine itself, which nobody may ask',
    });
  });

  test.each(['', 'shop.example.com', '0x7f.1', '127.1', '1.1.1.1.', ' 1.1.1.1', '1.1.1.1/32', '2130706433'])(
    'is for nobody when it is none: %j',
    (text) => {
      expect(kindOfAddress(text)).toEqual({ kind: 'never', what: 'no address' });
    },
  );
});

describe('a list of hosts', () => {
  test.each([
    ['', []],
    [' , ', []],
    ['shop.example.com', ['shop.example.com']],
    [
      'Shop.Example.com., *.example.org ,10.0.0.1,[fd12::1]',
      ['shop.example.com', '*.example.org', '10.0.0.1', 'fd12::1'],
    ],
    ['localhost', ['localhost']],
  ])('is read from text: %j', (text, value) => {
    expect(parseHosts(text)).toEqual({ ok: true, value });
  });

  test.each([
    '*',
    '*.',
    '*.*.com',
    'https://shop.example.com',
    'shop.example.com:8080',
    'a b',
    '10.0.0.0/8',
    '*.1',
    '-a.com',
    'ex*mple.com',
  ])('is refused when something in it is no host: %j', (text) => {
    expect(parseHosts(`www.example.com, ${text}`)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/names no host$/),
    });
  });

  test('with nothing in it has no host', () => {
    expect(isAmong([], 'shop.example.com')).toBe(false);
  });
});

test('an address that may be asked for comes back as it will be asked', () => {
  expect(reachable(internet, 'https://SHOP.example.com:443/a?b#c')).toEqual(
    new URL('https://shop.example.com/a?b#c'),
  );
});
