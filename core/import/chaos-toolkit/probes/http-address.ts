import type { Path } from '../../../documents/problem.ts';
import { mapOf, type RawMap } from '../../../documents/raw.ts';
import { parseHttpUrl } from '../../../documents/url.ts';
import { isPlaceholder } from '../../shared/placeholder.ts';
import { carried, changed, type DraftNote, type Refusal } from '../draft.ts';
import { wordOf } from '../values.ts';

/** What is asked for, and what there is to say about it. */
export type Address = { readonly url: string; readonly notes: readonly DraftNote[] };

/** The address of a request with its arguments; one that a variable leaves open becomes a placeholder. */
export const addressOf = (provider: RawMap, at: Path): Address | Refusal => {
  const given = wordOf(provider.url);
  if (given === undefined) return { why: 'it has no `url`' };
  const whole =
    /^https?:\/\//i.test(given) || !isPlaceholder(given)
      ? withUsersHost(given)
      : given.replace(/^[^/]*/, (host) => `https://${host}.invalid`);
  const query = queryOf(provider.arguments);
  const url = query === '' ? whole : `${whole}${whole.includes('?') ? '&' : '?'}${query}`;
  const parsed = parseHttpUrl(url);
  if (!parsed.ok)
    return { why: `its address is none that a probe may have: ${parsed.message}`, instead: parsed.fix };
  const from = [...at, 'url'];
  const local = isLocal(given);
  const literal = !isPlaceholder(given);
  return {
    url,
    notes: [
      local
        ? changed(
            from,
            ['url'],
            'it is an address of the machine that runs Chaos Toolkit, or of its own network',
            'write the address that users have: a probe is sent from AWS Lambda',
          )
        : literal
          ? carried(from, ['url'], 'the same address')
          : changed(from, ['url'], 'its address comes from a variable', 'write the address that users have'),
      ...(query === ''
        ? []
        : [changed([...at, 'arguments'], ['url'], 'the arguments are the query of the address here')]),
    ],
  };
};

const queryOf = (args: unknown): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(mapOf(args)))
    query.set(name, wordOf(value) ?? JSON.stringify(value));
  return query.toString();
};

// The machine itself is nobody's to ask, so the host is left to be filled in; the path may well be the same.
const withUsersHost = (given: string): string => {
  const url = isLocal(given) && !parseHttpUrl(given).ok ? URL.parse(given) : null;
  if (!url) return given;
  url.protocol = 'https:';
  url.host = 'fill-in-the-host-users-have.invalid';
  url.port = '';
  return url.href;
};

const isLocal = (url: string): boolean => {
  if (isPlaceholder(url)) return false;
  const host = (URL.parse(url)?.hostname ?? '').replace(/^\[|\]$/g, '');
  return (
    /^(localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|169\.254\.)/.test(host) ||
    /(\.localhost|\.local|\.internal|\.cluster\.local|\.svc)$/.test(host) ||
    (host !== '' && !host.includes('.') && !host.includes(':'))
  );
};
