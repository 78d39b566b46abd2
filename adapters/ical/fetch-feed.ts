import { ServiceUnavailable, WrongAsAsked } from '../../core/errors.ts';
import { checkedLookup } from '../http/checked-lookup.ts';
import { isForbiddenAddress } from '../http/forbidden-addresses.ts';
import type { Reach } from '../http/http-probes.ts';

const dns = process.getBuiltinModule('node:dns');
const http = process.getBuiltinModule('node:http');
const https = process.getBuiltinModule('node:https');
const net = process.getBuiltinModule('node:net');

const timeoutMs = 10_000;
const mostBytes = 8 * 1024 * 1024;

/** What a feed may be asked by: `plain` lets http pass, on one machine only. */
export type FeedReach = Reach & { readonly plain?: boolean };

/** The text at an address: https, no address that only this machine can reach, no redirect, ten seconds, eight megabytes. */
export const fetchFeed = async (
  address: string,
  { resolve = dns.lookup, forbidden = isForbiddenAddress, plain = false }: FeedReach = {},
): Promise<string> => {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isAllowed = url?.protocol === 'https:' || (plain && url?.protocol === 'http:');
  if (url === undefined || !isAllowed) throw new WrongAsAsked('a feed is fetched by https only');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (net.isIP(host) !== 0 && forbidden(host)) throw new WrongAsAsked(`no feed may be at ${host}`);
  const { request } = url.protocol === 'https:' ? https : http;
  const options = {
    agent: false,
    headers: { 'user-agent': 'firedrill', accept: 'text/calendar', connection: 'close' },
    lookup: checkedLookup(resolve, forbidden),
    signal: AbortSignal.timeout(timeoutMs),
  };
  return new Promise((settle, fail) => {
    // The address may be a secret, so no failure names more of it than its host.
    const failing = (why: string) => fail(new ServiceUnavailable(`The feed at ${host} ${why}`));
    const sent = request(url, options, (response) => {
      if (response.statusCode !== 200) {
        response.destroy();
        return failing(`answered ${response.statusCode}`);
      }
      const chunks: Uint8Array[] = [];
      let bytes = 0;
      response.on('data', (chunk: Uint8Array) => {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes > mostBytes) response.destroy(new Error('is larger than any calendar'));
      });
      response.on('end', () => settle(Buffer.concat(chunks).toString()));
      response.on('error', ({ message }) => failing(message));
    });
    sent.on('error', ({ message }) => failing(`could not be fetched: ${message}`));
    sent.end();
  });
};
