import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type { HttpProbe } from '../../core/experiment.ts';
import type { Clock, HttpProbes } from '../../core/ports.ts';
import { checkedLookup, type Resolve, refused } from './checked-lookup.ts';
import { type Forbidden, isForbiddenAddress } from './forbidden-addresses.ts';

const dns = process.getBuiltinModule('node:dns');
const net = process.getBuiltinModule('node:net');
// Importing them the ESM way costs 30 ms and 12 MiB at start-up.
const protocols = {
  'http:': process.getBuiltinModule('node:http'),
  'https:': process.getBuiltinModule('node:https'),
};

type Answer = Awaited<ReturnType<HttpProbes['ask']>>;

/** How names are found and which addresses are refused; an emulator on loopback needs another rule. */
export type Reach = { readonly resolve?: Resolve; readonly forbidden?: Forbidden };

/**
 * Asks as a user who has just come would: a connection of its own each time, the whole answer read and thrown away, no
 * redirect followed. The latency is that of all of this.
 */
export const httpProbes = (
  clock: Pick<Clock, 'now'>,
  { resolve = dns.lookup, forbidden = isForbiddenAddress }: Reach = {},
): HttpProbes => {
  const lookup = checkedLookup(resolve, forbidden);
  return {
    ask: async (probe) => {
      const beganAtMs = clock.now();
      const answer = await ask(probe, lookup, forbidden);
      return { ...answer, latencyMs: clock.now() - beganAtMs };
    },
  };
};

const ask = (
  probe: HttpProbe,
  lookup: RequestOptions['lookup'],
  forbidden: Forbidden,
): Promise<Omit<Answer, 'latencyMs'>> =>
  new Promise((resolve) => {
    const fail = (failure: unknown) =>
      resolve({ error: failure instanceof Error ? failure.message : String(failure) });
    try {
      const sent = send(probe, lookup, forbidden);
      const timer = setTimeout(() => sent.destroy(new Error('no answer in time')), probe.timeoutMs);
      sent.on('close', () => clearTimeout(timer));
      sent.on('response', (response) => {
        whole(response).then(() => resolve({ status: response.statusCode ?? 0 }), fail);
      });
      sent.on('error', fail);
      sent.end();
    } catch (failure) {
      fail(failure);
    }
  });

const send = (probe: HttpProbe, lookup: RequestOptions['lookup'], forbidden: Forbidden): ClientRequest => {
  const url = new URL(probe.url);
  const protocol = Object.entries(protocols).find(([name]) => name === url.protocol)?.[1];
  if (protocol === undefined) throw new Error(`${url.protocol} is not http or https`);
  // What is an address already is never looked up.
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (net.isIP(host) !== 0 && forbidden(host)) throw refused(url.hostname, host);
  const headers = { 'user-agent': 'firedrill', connection: 'close' };
  return protocol.request(url, { method: probe.method, agent: false, headers, ...(lookup && { lookup }) });
};

const whole = (response: IncomingMessage): Promise<void> =>
  new Promise((resolve, reject) => {
    response.on('end', resolve);
    response.on('error', reject);
    response.resume();
  });
