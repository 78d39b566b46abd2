import { isMap, type RawMap } from '../../../documents/raw.ts';
import type { Bounds } from '../../../experiment.ts';
import type { Refusal } from '../draft.ts';
import { numberOf, wordOf } from '../values.ts';

// What may really come: https://www.iana.org/assignments/http-status-codes
const STATUSES = [
  ...[200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 307, 308],
  ...[400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418],
  ...[
    421, 422, 423, 424, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
  ],
];
const MOST = 20;

const BODY: Refusal = {
  why: 'it judges the body or the headers of the answer, and a probe here judges status and latency',
  instead: 'ask an address that answers with a status by itself, such as a health check, or probe a metric',
};

/** The good statuses that a tolerance allows, and whether it means more or less than it says. */
export const statusesOf = (
  tolerance: unknown,
): { readonly statuses: readonly number[]; readonly told?: string } | Refusal => {
  if (Array.isArray(tolerance)) return listed(tolerance.map(numberOf));
  if (isMap(tolerance)) return fromMap(tolerance);
  if (typeof tolerance === 'boolean')
    return tolerance
      ? { statuses: [200], told: 'an answer is never `true` in Chaos Toolkit; 200 is meant, and stands here' }
      : { why: 'it wants the request to fail, and what is healthy answers' };
  const status = numberOf(tolerance);
  if (status === undefined)
    return wordOf(tolerance) === undefined
      ? { statuses: [200], told: 'it has no tolerance; 200 stands here' }
      : BODY;
  const statuses = listed([status]);
  if ('why' in statuses) return statuses;
  return typeof tolerance === 'number' ? statuses : { ...statuses, told: 'the text means the number' };
};

const listed = (given: readonly (number | undefined)[]) => {
  const statuses = [...new Set(given.filter(isStatus))];
  if (statuses.length === 0 || statuses.length < new Set(given).size || statuses.length > MOST)
    return { why: 'it is no list of HTTP statuses', instead: 'write `expect: { status: [200, 204] }`' };
  return { statuses };
};

const isStatus = (status: number | undefined): status is number =>
  status !== undefined && Number.isInteger(status) && status >= 100 && status <= 599;

const fromMap = (tolerance: RawMap) => {
  const { type, target, range, pattern } = tolerance;
  if (target !== undefined && target !== 'status') return BODY;
  if (type === 'range' && Array.isArray(range)) return within(numberOf(range[0]), numberOf(range[1]));
  if (type === 'regex' && target === 'status') return matching(pattern);
  if (type === 'probe') return { why: 'it asks another probe what it thinks of the answer' };
  return BODY;
};

const within = (min = Number.NaN, max = Number.NaN) =>
  few(STATUSES.filter((status) => status >= min && status <= max));

const matching = (pattern: unknown) => {
  const regex = regexOf(wordOf(pattern) ?? '(?!)');
  return few(regex === undefined ? [] : STATUSES.filter((status) => regex.test(String(status))));
};

// A pattern of somebody else's: of these texts of three characters it can make nothing slow.
const regexOf = (pattern: string): RegExp | undefined => {
  try {
    return pattern.length > 200 ? undefined : new RegExp(pattern);
  } catch {
    return undefined;
  }
};

const few = (statuses: readonly number[]) =>
  statuses.length > 0 && statuses.length <= MOST
    ? { statuses, told: 'the statuses that it allows are listed here' }
    : {
        why: `it allows ${statuses.length === 0 ? 'no status' : `${statuses.length} statuses, more than a probe can list`}`,
        instead: 'write the statuses that are really good',
      };

/** The bounds that a tolerance sets for a number. */
export const boundsOf = (tolerance: unknown): Bounds | Refusal => {
  if (Array.isArray(tolerance)) return bounded(tolerance);
  if (isMap(tolerance) && tolerance.type === 'range' && Array.isArray(tolerance.range))
    return bounded(tolerance.range);
  const number = typeof tolerance === 'boolean' ? undefined : numberOf(tolerance);
  if (number !== undefined) return { min: number, max: number };
  return {
    why:
      tolerance === undefined
        ? 'it has no tolerance'
        : 'its tolerance is neither a number nor a range of numbers',
    instead: 'write `bounds: { max: … }` or `bounds: { min: … }`',
  };
};

const bounded = (given: readonly unknown[]): Bounds | Refusal => {
  const [min, max] = given.map(numberOf);
  if (given.length === 2 && min !== undefined && max !== undefined && min <= max) return { min, max };
  return { why: 'its tolerance is no range of two numbers', instead: 'write `bounds: { min: …, max: … }`' };
};
