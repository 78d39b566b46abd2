import { RequestRefused, ServiceUnavailable, WrongAsAsked } from '../../core/errors.ts';
import { internet } from '../../core/reach/reach.ts';
import { type CheckedFetch, checkedFetch } from './checked-fetch.ts';

/** One request: JSON to an address that may itself be a secret, so `who` is what a failure names. */
export type Post = {
  readonly who: string;
  readonly url: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Sends a request, once. */
export type Send = (post: Post) => Promise<void>;

/**
 * Sends JSON to where requests may go, follows no redirect, and reads nothing of the answer. Throws `WrongAsAsked` for a
 * no, `ServiceUnavailable` for what may be otherwise later; neither has the address in it.
 */
export const posting =
  (fetch: CheckedFetch = checkedFetch(internet), timeoutMs = 5_000): Send =>
  async ({ who, url, body, headers }) => {
    const { status, headers: said } = await fetch({
      ...{ url, body, timeoutMs, maxBytes: 0, longer: 'cut' },
      headers: { 'content-type': 'application/json', ...headers },
    }).catch((failure: unknown) => {
      throw withoutAddress(who, failure);
    });
    if (status >= 200 && status < 300) return;
    const wait = said['retry-after'] ?? '';
    const message = `${who} answered ${status}${/^\d{1,6}$/.test(wait) ? `, and asks to wait for ${wait} s` : ''}`;
    throw isForLater(status) ? new ServiceUnavailable(message) : new WrongAsAsked(message);
  };

const isForLater = (status: number): boolean => status >= 500 || [408, 425, 429].includes(status);

// A code where there is one: some messages have the address in them, and so may a cause.
const withoutAddress = (who: string, failure: unknown): Error => {
  if (failure instanceof RequestRefused)
    return new WrongAsAsked(`The address of ${who} is none that may be asked: https, and a public host`);
  const { code, message = '' }: { code?: unknown; message?: string } =
    failure instanceof Error ? failure : {};
  return new ServiceUnavailable(`${who} was not reached: ${typeof code === 'string' ? code : message}`);
};
