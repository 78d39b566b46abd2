import type { Flaw } from '../../core/parsed.ts';

/** Every kind of problem, by the last step of its `type`: its status, its title, and what to do about it. */
export const problems = {
  'malformed-request': {
    status: 400,
    title: 'The request cannot be read',
    help: 'The body is no JSON (or no YAML), or a parameter or header is not as the OpenAPI document says: `errors` names each.',
  },
  'idempotency-key-missing': {
    status: 400,
    title: 'The header Idempotency-Key is missing',
    help: 'Send a key of your own with every start, the same one when you ask again: so one start is never two runs.',
  },
  unauthenticated: {
    status: 401,
    title: 'Nobody knows who asks',
    help: 'On AWS sign the request (SigV4) or send the token of your issuer; in the lab send `Authorization: Bearer` with the token from the file that `firedrill lab up` names.',
  },
  forbidden: {
    status: 403,
    title: 'Your role does not allow this',
    help: 'Whoever may see may stop and pull levers; operators may start and approve; admins may change documents and release levers.',
  },
  'four-eyes': {
    status: 403,
    title: 'Whoever asked for a run cannot approve it',
    help: 'Ask somebody else to look at the plan.',
  },
  'not-found': {
    status: 404,
    title: 'There is no such thing',
    help: 'The path leads nowhere, or nothing of that name is there.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'That cannot be done with this resource',
    help: 'The header Allow says what can.',
  },
  'not-acceptable': {
    status: 406,
    title: 'There is no answer of the wanted kind',
    help: 'Answers are `application/json`, problems `application/problem+json`: accept both.',
  },
  'in-flight': {
    status: 409,
    title: 'The first request of this key is still under way',
    help: 'Ask again with the same key after the time in Retry-After.',
  },
  'not-waiting': {
    status: 409,
    title: 'It waits for no such answer',
    help: 'Read the run again: it may have been answered, stopped or refused meanwhile.',
  },
  'other-plan': {
    status: 409,
    title: 'That is not the plan that is meant',
    help: 'Read the plan again, and send the hash that it has; `detail` says what is different.',
  },
  'plan-expired': {
    status: 409,
    title: 'The plan is too old',
    help: 'A plan can be started for an hour. Make another one, and look at it.',
  },
  refused: {
    status: 409,
    title: 'The state of the run forbids this',
    help: 'Read the run again; `detail` says what stands against it.',
  },
  'version-mismatch': {
    status: 412,
    title: 'Another version is in force',
    help: 'Somebody changed the document after you read it. Read it again, and apply your change to that.',
  },
  'too-large': {
    status: 413,
    title: 'The body is larger than 64 KiB',
    help: 'Split the document into several experiments.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of no kind that is read here',
    help: 'Send `Content-Type: application/json`; documents may be `application/yaml` too.',
  },
  invalid: {
    status: 422,
    title: 'The body is not as it should be',
    help: '`errors` has a JSON pointer to each flaw.',
  },
  'invalid-document': {
    status: 422,
    title: 'The document is not valid',
    help: '`errors` has a JSON pointer to each flaw, and what would be right; it is what `firedrill validate` says.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'This key came with another request before',
    help: 'Use a key for one request only. Keys are kept for a day.',
  },
  'precondition-required': {
    status: 428,
    title: 'It must be said which version is meant',
    help: 'Send `If-Match` with the ETag of the document as you read it.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    help: 'Wait for the time in Retry-After. Stopping has a limit of its own.',
  },
  internal: {
    status: 500,
    title: 'Something is wrong on this side',
    help: 'Nothing was told of why. The log has it under the request id.',
  },
  unavailable: {
    status: 503,
    title: 'Something this depends on does not answer',
    help: 'Ask again after the time in Retry-After, a start with the same key.',
  },
} as const satisfies Readonly<
  Record<string, { readonly status: number; readonly title: string; readonly help: string }>
>;

/** One of them. */
export type ProblemName = keyof typeof problems;

/** A flaw of a request: where it is, and what would be right. */
export type RequestFlaw = {
  /** JSON pointer into the body. */
  readonly pointer?: string;
  readonly parameter?: string;
  readonly header?: string;
  readonly detail: string;
  readonly line?: number;
  readonly column?: number;
} & Partial<Pick<Flaw, 'fix'>>;

/** A request that ends in a problem. */
export class RequestProblem extends Error {
  readonly problem: ProblemName;
  readonly errors: readonly RequestFlaw[];
  readonly headers: Readonly<Record<string, string>>;
  static {
    RequestProblem.prototype.name = 'RequestProblem';
  }
  constructor(
    problem: ProblemName,
    detail: string,
    more: {
      readonly errors?: readonly RequestFlaw[];
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(detail);
    this.problem = problem;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
  }
}

/** Where a kind of problem is told of; its `type`. */
export const problemPath = (name: ProblemName): string => `/v1/problems/${name}`;
