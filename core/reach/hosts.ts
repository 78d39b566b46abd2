import { quote } from '../documents/quote.ts';
import type { Parsed } from '../parsed.ts';
import { isAddress } from './addresses.ts';

/** The name of a host as it is compared: in lower case, without the dot of the root and the brackets of IPv6. */
export const plainHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');

/** Hosts as a deployment names them: `shop.example.com`, `*.example.com` for all below it, or an address; by commas. */
export const parseHosts = (text: string): Parsed<readonly string[]> => {
  const names = text
    .split(',')
    .map((name) => plainHost(name.trim()))
    .filter((name) => name !== '');
  const bad = names.find((name) => !isAddress(name) && !NAME.test(name));
  if (bad === undefined) return { ok: true, value: names };
  return {
    ok: false,
    message: `${quote(bad)} names no host`,
    fix: 'write names such as `shop.example.com` or `*.example.com`, with commas between them',
  };
};

/** Whether a host is one of these. `*.example.com` is every name below `example.com`, and not that itself. */
export const isAmong = (hosts: readonly string[], host: string): boolean => {
  const name = plainHost(host);
  return hosts.some((one) => (one.startsWith('*.') ? name.endsWith(one.slice(1)) : name === one));
};

// The last label may not be a number: `*.1` would be a way of writing addresses.
const NAME = /^(\*\.)?([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)*(?!\d+$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
