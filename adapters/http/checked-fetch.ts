import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { RequestRefused } from '../../core/errors.ts';
import { plainHost } from '../../core/reach/hosts.ts';
import { type Reach, reachable, refusedAddress } from '../../core/reach/reach.ts';
import { checkedLookup, type Refuse, type Resolve } from './checked-lookup.ts';

const dns = process.getBuiltinModule('node:dns');
const net = process.getBuiltinModule('node:net');
// Importing them the ESM way costs 30 ms and 12 MiB at start-up.
const http = process.getBuiltinModule('node:http');
const https = process.getBuiltinModule('node:https');

/** One request. Headers and body are the program's own words: nothing that a document says goes there unread. */
export type Asked = {
  readonly url: string;
  /** Default: POST with a body, GET without. */
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** For all of it, from the look-up to the last byte. Default: 5 s. */
  readonly timeoutMs?: number;
  /** What is read of the answer. Default: 64 KiB. */
  readonly maxBytes?: number;
  /** What a longer answer is: a failure, or cut off there. Default: a failure. */
  readonly longer?: 'fail' | 'cut';
};

/** What was answered, whatever its status: a redirect is an answer, and nobody follows it. */
export type Answered = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** Sends one request. Throws `RequestRefused` where none may be sent, and whatever went wrong otherwise. */
export type CheckedFetch = (asked: Asked) => Promise<Answered>;

/** The world outside. Tests have names of their own, and servers on loopback, where no request goes otherwise. */
export type Outside = {
  readonly resolve?: Resolve;
  /** Addresses that may be asked though nobody may. */
  readonly except?: readonly string[];
  /** Certificates to believe beside those of the system. */
  readonly ca?: string;
};

/**
 * Requests to what a document or a setting names: only where the deployment lets them go. A name is looked up once, every
 * address of it is checked, and the connection goes to one of these. A connection each time, certificates verified, no
 * redirect followed, one limit for all of the time and one for what is read.
 */
export const checkedFetch =
  (reach: Reach, { resolve = dns.lookup, except = [], ca }: Outside = {}): CheckedFetch =>
  async (asked) => {
    const url = reachable(reach, asked.url);
    if ('refused' in url) throw new RequestRefused(url.refused);
    const refuse: Refuse = (host, address) =>
      except.includes(address) ? undefined : refusedAddress(reach, host, address);
    // What is an address already is never looked up.
    const host = plainHost(url.hostname);
    const no = net.isIP(host) !== 0 ? refuse(host, host) : undefined;
    if (no) throw new RequestRefused(no.refused);
    return exchange(asked, () => open(asked, url, checkedLookup(resolve, refuse), ca));
  };

const open = (
  { method, headers, body }: Asked,
  url: URL,
  lookup: ReturnType<typeof checkedLookup>,
  ca: string | undefined,
): ClientRequest =>
  (url.protocol === 'https:' ? https : http).request(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    agent: false,
    lookup,
    rejectUnauthorized: true,
    ...(ca !== undefined && { ca }),
    headers: {
      'user-agent': 'firedrill',
      connection: 'close',
      ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
      ...headers,
    },
  });

const exchange = (
  { body, timeoutMs = 5_000, ...limits }: Asked,
  open: () => ClientRequest,
): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const sent = open();
    let hasAnswered = false;
    const timer = setTimeout(() => sent.destroy(new Error('no answer in time')), timeoutMs);
    sent.on('close', () => {
      clearTimeout(timer);
      if (!hasAnswered) reject(new Error('the connection was closed without an answer'));
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      hasAnswered = true;
      const { statusCode: status = 0, headers } = response;
      read(response, limits).then((whole) => resolve({ status, headers, body: whole }), reject);
    });
    sent.end(body);
  });

const read = (
  response: IncomingMessage,
  { maxBytes = 65_536, longer = 'fail' }: Pick<Asked, 'maxBytes' | 'longer'>,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    response.on('data', (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= maxBytes) return;
      if (longer === 'fail')
        return response.destroy(new Error(`the answer is longer than ${maxBytes} bytes`));
      resolve(Buffer.concat(chunks).subarray(0, maxBytes));
      response.destroy();
    });
    response.on('end', () => resolve(Buffer.concat(chunks)));
    response.on('error', reject);
    response.on('close', () => reject(new Error('the answer was cut off')));
  });
