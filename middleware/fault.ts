import { isObject } from './flag.ts';
import { type Match, matchProblem } from './match.ts';

/** What the middleware does to an invocation: waits, and then fails or answers in the handler's place, if it says so. */
export type Fault = {
  /** Before the handler: as long as this, or anything from `min` to `max`. */
  readonly latencyMs?: number | { readonly min: number; readonly max: number };
  /** The message of an error that is thrown in the handler's place. */
  readonly exception?: string;
  /** What is answered in the handler's place; HTTP requests only. */
  readonly response?: Response;
  /** Of the invocations that match, how many of a hundred are hit; all of them where this is missing. */
  readonly percentage?: number;
  /** Which invocations; all of them where this is missing. */
  readonly match?: Match;
};

/** An answer as API Gateway, function URLs and load balancers take it. */
export type Response = {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** The longest latency: whoever verifies an undo waits for it. */
export const longestLatencyMs = 300_000;

/** A fault as a flag has it; undefined for one that this version does not know entirely: it might mean less than it seems. */
export const faultIn = (value: unknown): Fault | undefined =>
  faultProblem(value) === undefined ? (value as Fault) : undefined;

/** What is wrong with a fault, in words. */
export const faultProblem = (value: unknown): string | undefined => {
  if (!isObject(value)) return 'a fault is a JSON object, such as {"latencyMs":500}';
  for (const [name, field] of Object.entries(value)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (check === undefined)
      return `a fault has no ${name}; what it may have: ${Object.keys(checks).join(', ')}`;
    const problem = check(field);
    if (problem !== undefined) return problem;
  }
  if ('exception' in value && 'response' in value) return 'a fault has an exception or a response, not both';
  if (!['latencyMs', 'exception', 'response'].some((name) => name in value))
    return 'a fault has a latencyMs, an exception or a response';
  return undefined;
};

/** The longest that a fault may hold an invocation up. */
export const latencyOf = ({ latencyMs = 0 }: Fault): number =>
  typeof latencyMs === 'number' ? latencyMs : latencyMs.max;

const isLatency = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= longestLatencyMs;

const isTexts = (value: unknown): boolean =>
  isObject(value) && Object.values(value).every((one) => typeof one === 'string');

const checks: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  latencyMs: (value) => {
    const range = isObject(value) && Object.keys(value).length === 2 ? value : { min: value, max: value };
    const { min, max } = range;
    return isLatency(min) && isLatency(max) && min <= max
      ? undefined
      : `latencyMs is a whole number up to ${longestLatencyMs}, or {"min":…,"max":…} of two such, not ${JSON.stringify(value)}`;
  },
  exception: (value) => (typeof value === 'string' ? undefined : 'exception is the message of an error'),
  response: (value) =>
    isObject(value) &&
    Object.keys(value).every((name) => ['statusCode', 'headers', 'body'].includes(name)) &&
    isStatus(value.statusCode) &&
    (value.headers === undefined || isTexts(value.headers)) &&
    (value.body === undefined || typeof value.body === 'string')
      ? undefined
      : 'response is {"statusCode":503}, with headers and a body that is a text if you like',
  percentage: (value) =>
    typeof value === 'number' && value > 0 && value <= 100
      ? undefined
      : `percentage is more than 0 and at most 100, not ${JSON.stringify(value)}`,
  match: matchProblem,
};

const isStatus = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 100 && value <= 599;
