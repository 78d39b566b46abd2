import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { ServiceUnavailable, WrongAsAsked } from '../../core/errors.ts';
import { checkedLookup, type Resolve } from './checked-lookup.ts';
import { type Forbidden, isForbiddenAddress } from './forbidden-addresses.ts';

const dns = process.getBuiltinModule('node:dns');
const net = process.getBuiltinModule('node:net');
const https = process.getBuiltinModule('node:https');
const http = process.getBuiltinModule('node:http');

/** One request: JSON to an address that may itself be a secret, so `who` is what a failure names. */
export type Post = {
  readonly who: string;
  readonly url: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** How names are found, which addresses are refused, and how long it may take. `plain`: without TLS, on this machine. */
export type PostReach = {
  readonly resolve?: Resolve;
  readonly forbidden?: Forbidden;
  readonly withinMs?: number;
  readonly plain?: boolean;
};

/** Sends a request, once. */
export type Send = (post: Post) => Promise<void>;

const longestMs = 5_000;

/**
 * Sends JSON by https to an address that was checked, follows no redirect, and reads none of the answer. Throws
 * `WrongAsAsked` for a no, `ServiceUnavailable` for what may be otherwise later; neither has the address in it.
 */
export const posting =
  (reach: PostReach = {}): Send =>
  async (post) => {
    const { status, retryAfter } = await answered(post, reach);
    if (status >= 200 && status < 300) return;
    const wait = retryAfter === undefined ? '' : `, and asks to wait for ${retryAfter} s`;
    const message = `${post.who} answered ${status}${wait}`;
    throw isForLater(status) ? new ServiceUnavailable(message) : new WrongAsAsked(message);
  };

const isForLater = (status: number): boolean => status >= 500 || [408, 425, 429].includes(status);

type Answer = { readonly status: number; readonly retryAfter?: number };

const answered = (post: Post, reach: PostReach): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const failed = (failure: Error) =>
      reject(
        failure instanceof WrongAsAsked
          ? failure
          : new ServiceUnavailable(`${post.who} was not reached: ${reasonOf(failure)}`),
      );
    try {
      const sent = send(post, reach);
      const { withinMs = longestMs } = reach;
      const timer = setTimeout(() => sent.destroy(new Error(`no answer within ${withinMs} ms`)), withinMs);
      sent.on('close', () => clearTimeout(timer));
      sent.on('error', failed);
      sent.on('response', (response) => {
        resolve(answerOf(response));
        // What it says else is nobody's business, and may be endless.
        sent.destroy();
      });
      sent.end(post.body);
    } catch (failure) {
      failed(failure instanceof Error ? failure : new Error(String(failure)));
    }
  });

const answerOf = ({ statusCode = 0, headers }: IncomingMessage): Answer => {
  const asked = headers['retry-after'] ?? '';
  return { status: statusCode, ...(/^\d{1,6}$/.test(asked) && { retryAfter: Number(asked) }) };
};

const send = (post: Post, reach: PostReach): ClientRequest => {
  // What the parser complains of would repeat the address.
  if (!URL.canParse(post.url)) throw new WrongAsAsked(`The address of ${post.who} is no URL`);
  const url = new URL(post.url);
  const { resolve = dns.lookup, forbidden = isForbiddenAddress, plain = false } = reach;
  if (url.protocol !== 'https:' && !(plain && url.protocol === 'http:'))
    throw new WrongAsAsked(`The address of ${post.who} is not https`);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (net.isIP(host) !== 0 && forbidden(host))
    throw new WrongAsAsked(`The address of ${post.who} is of a place that nobody outside may be told at`);
  const options: RequestOptions = {
    ...{ method: 'POST', agent: false, lookup: checkedLookup(resolve, forbidden) },
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(post.body),
      'user-agent': 'firedrill',
      connection: 'close',
      ...post.headers,
    },
  };
  return (url.protocol === 'https:' ? https : http).request(url, options);
};

// A code where there is one: some messages have the address in them.
const reasonOf = (failure: Error): string =>
  'code' in failure && typeof failure.code === 'string' ? failure.code : failure.message;
