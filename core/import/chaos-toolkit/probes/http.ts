import type { Path } from '../../../documents/problem.ts';
import { mapOf, type RawMap } from '../../../documents/raw.ts';
import { parseHttpUrl } from '../../../documents/url.ts';
import { isoDuration } from '../../../duration.ts';
import { isPlaceholder } from '../../shared/placeholder.ts';
import { carried, changed, type Draft, type DraftNote, derived, type Refusal, refused } from '../draft.ts';
import { booleanOf, numberOf, wordOf } from '../values.ts';
import { statusesOf } from './tolerance.ts';

/** A probe by request: its provider with variables filled in, and where both stand in the source. */
export const httpProbe = (
  provider: RawMap,
  at: Path,
  tolerance: unknown,
  toleranceAt: Path,
): Draft | Refusal => {
  const method = (wordOf(provider.method) ?? 'GET').toUpperCase();
  if (method !== 'GET' && method !== 'HEAD')
    return {
      why: `it sends ${method}, and a probe may change nothing`,
      instead: 'probe with GET or HEAD, or probe a metric of the requests that your users send',
    };
  const needed = neededHeader(provider.headers);
  if (needed !== undefined)
    return {
      why: `it sends the header \`${needed}\`, and a probe sends none`,
      instead: 'ask an address that answers without it, or probe a metric',
    };
  const address = addressOf(provider, at);
  if ('why' in address) return address;
  const expected = statusesOf(tolerance ?? provider.expected_status);
  if ('why' in expected) return { ...expected, why: `its tolerance cannot be kept: ${expected.why}` };
  return withTiming(provider, at, {
    part: {
      ...{ type: 'http', url: address.url, method, every: 'PT1S' },
      expect: { status: expected.statuses.length === 1 ? expected.statuses[0] : expected.statuses },
    },
    notes: [
      ...address.notes,
      ...(provider.method === undefined ? [] : [carried([...at, 'method'], ['method'], 'the same method')]),
      ...statusNotes(provider, at, tolerance, toleranceAt, expected.told),
      ...headerNotes(provider.headers, [...at, 'headers']),
      ...tlsNotes(provider, at),
    ],
  });
};

const statusNotes = (
  provider: RawMap,
  at: Path,
  tolerance: unknown,
  toleranceAt: Path,
  told: string | undefined,
): readonly DraftNote[] => {
  const to = ['expect', 'status'];
  const beside = [...at, 'expected_status'];
  if (tolerance === undefined && provider.expected_status !== undefined)
    return [changed(beside, to, 'Chaos Toolkit does not look at it; here it is the good status')];
  return [
    tolerance === undefined
      ? derived(to, told ?? 'it has no tolerance')
      : told === undefined
        ? carried(toleranceAt, to, 'the tolerance is the good status here')
        : changed(toleranceAt, to, told),
    ...(provider.expected_status === undefined
      ? []
      : [refused(beside, 'Chaos Toolkit does not look at it either')]),
  ];
};

// They ask for nothing that a bare request would not get as well.
const HARMLESS = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'connection',
  'content-type',
  'pragma',
  'user-agent',
]);

const neededHeader = (headers: unknown): string | undefined =>
  Object.keys(mapOf(headers)).find((name) => !HARMLESS.has(name.toLowerCase()));

const headerNotes = (headers: unknown, at: Path): readonly DraftNote[] =>
  headers === undefined
    ? []
    : [refused(at, 'a probe sends no headers of its own; these ask for nothing special')];

const tlsNotes = (provider: RawMap, at: Path): readonly DraftNote[] => {
  if (provider.verify_tls === undefined) return [];
  const from = [...at, 'verify_tls'];
  return booleanOf(provider.verify_tls) === false
    ? [
        refused(
          from,
          'certificates are always verified: with one that nobody signed, the probe never answers',
          'use a certificate that the public trusts',
        ),
      ]
    : [carried(from, ['url'], 'certificates are always verified')];
};

type Address = { readonly url: string; readonly notes: readonly DraftNote[] };

const addressOf = (provider: RawMap, at: Path): Address | Refusal => {
  const given = wordOf(provider.url);
  if (given === undefined) return { why: 'it has no `url`' };
  const whole =
    /^https?:\/\//i.test(given) || !isPlaceholder(given)
      ? given
      : given.replace(/^[^/]*/, (host) => `https://${host}.invalid`);
  const query = queryOf(provider.arguments);
  const url = query === '' ? whole : `${whole}${whole.includes('?') ? '&' : '?'}${query}`;
  const parsed = parseHttpUrl(url);
  if (!parsed.ok)
    return { why: `its address is none that a probe may have: ${parsed.message}`, instead: parsed.fix };
  const from = [...at, 'url'];
  const local = isLocal(url);
  const literal = whole === given && !isPlaceholder(given);
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

const isLocal = (url: string): boolean => {
  if (isPlaceholder(url)) return false;
  const host = (URL.parse(url)?.hostname ?? '').replace(/^\[|\]$/g, '');
  return (
    /^(localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|169\.254\.)/.test(host) ||
    /(\.localhost|\.local|\.internal|\.cluster\.local|\.svc)$/.test(host) ||
    (host !== '' && !host.includes('.') && !host.includes(':'))
  );
};

const DEFAULT_TIMEOUT_MS = 3_000;
const LONGEST_MS = 10_000;

const withTiming = (provider: RawMap, at: Path, { part, notes }: Draft): Draft => {
  const parts = [provider.timeout].flat().flatMap((one) => numberOf(one) ?? []);
  const askedMs =
    parts.length === 0 ? undefined : Math.round(parts.reduce((sum, one) => sum + one, 0) * 1000);
  const timeoutMs = Math.min(LONGEST_MS, Math.max(1, askedMs ?? DEFAULT_TIMEOUT_MS));
  const retries = numberOf(provider.max_retries) ?? 0;
  const tolerance = { breaches: 3 + retries, of: 5 + retries };
  const from = [...at, 'timeout'];
  const kept = askedMs === timeoutMs && parts.length === 1;
  return {
    part: { ...part, timeout: isoDuration(timeoutMs), tolerance },
    notes: [
      ...notes,
      provider.timeout === undefined
        ? derived(['timeout'], 'the source waits for ever, and a probe does not')
        : kept
          ? carried(from, ['timeout'], 'the same timeout')
          : changed(from, ['timeout'], 'connecting and reading count together here, for ten seconds at most'),
      ...(provider.max_retries === undefined
        ? []
        : [changed([...at, 'max_retries'], ['tolerance'], 'retries are bad readings that are allowed')]),
      derived(
        ['tolerance'],
        'Chaos Toolkit asks once before and once after; here it is asked every second, also while the fault lasts',
        'say how many bad answers your users may see',
      ),
    ],
  };
};
