import type { Path } from '../../../documents/problem.ts';
import { mapOf, type RawMap } from '../../../documents/raw.ts';
import { carried, changed, type Draft, type DraftNote, derived, type Refusal, refused } from '../draft.ts';
import { booleanOf, wordOf } from '../values.ts';
import { addressOf } from './http-address.ts';
import { withTiming } from './http-timing.ts';
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
