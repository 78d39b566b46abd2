import { RequestRefused, ServiceUnavailable, WrongAsAsked } from '../../core/errors.ts';
import { internet } from '../../core/reach/reach.ts';
import { type Answered, type CheckedFetch, checkedFetch } from '../http/checked-fetch.ts';

const timeoutMs = 10_000;
const maxBytes = 8 * 1024 * 1024;

/** The text at an address, where requests may go: no redirect, ten seconds, eight megabytes. */
export const fetchFeed = async (
  address: string,
  fetch: CheckedFetch = checkedFetch(internet),
): Promise<string> => {
  // The address may be a secret, so no failure names more of it than its host.
  const host = URL.canParse(address) ? new URL(address).hostname : 'an address that is none';
  const { status, body } = await asked(fetch, address, host);
  if (status !== 200) throw new ServiceUnavailable(`The feed at ${host} answered ${status}`);
  return body.toString();
};

const asked = async (fetch: CheckedFetch, url: string, host: string): Promise<Answered> => {
  try {
    return await fetch({ url, headers: { accept: 'text/calendar' }, timeoutMs, maxBytes });
  } catch (failure) {
    if (failure instanceof RequestRefused)
      throw new WrongAsAsked(`no feed may be at ${host}: https, and a public host`);
    const why = failure instanceof Error ? failure.message : String(failure);
    throw new ServiceUnavailable(`The feed at ${host} could not be fetched: ${why}`);
  }
};
