import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { may } from '../../core/access.ts';
import { problemResponse, responseOf } from './answers.ts';
import type { ApiHost, Principal } from './host.ts';
import type { Operation } from './operation.ts';
import { operations } from './operations.ts';
import { RequestProblem } from './problems.ts';
import { checkHeaders, readBody, readPath, readQuery } from './read-request.ts';

type Env = { Bindings: object; Variables: { requestId: string; principal: Principal } };

/** The API: one table of operations behind a router. */
export const apiApp = (host: ApiHost): Hono<Env> => {
  const app = new Hono<Env>({ strict: true });
  app.onError((failure, c) => problemResponse(failure, c.get('requestId'), host));
  app.notFound((c) => problemResponse(nowhere(c.req.path), c.get('requestId'), host));
  app.use(async (c, next) => {
    c.set('requestId', requestIdOf(c.req.raw));
    c.set('principal', principalOf(host, c));
    // The router would take it for a GET.
    if (c.req.raw.method === 'HEAD') throw nowhere(c.req.path);
    return next();
  });
  for (const one of operations)
    app.on(one.method.toUpperCase(), one.path.replaceAll(/\{(\w+)\}/g, ':$1'), (c) => serve(host, one, c));
  return app;
};

// Given back as it came, where it cannot do any harm in a log.
const requestIdOf = ({ headers }: Request): string => {
  const given = headers.get('x-request-id') ?? '';
  return /^[A-Za-z0-9_.:-]{1,128}$/.test(given) ? given : randomUUID();
};

const principalOf = (host: ApiHost, c: Context<Env>): Principal => {
  const principal = host.who(c.req.raw, c.env);
  if (principal) return principal;
  throw new RequestProblem('unauthenticated', 'The request says nobody, or nobody who is known');
};

const nowhere = (path: string): RequestProblem => {
  const methods = operations.filter((one) => patternOf(one).test(path)).map(({ method }) => method);
  if (methods.length === 0) return new RequestProblem('not-found', 'This path leads nowhere');
  return new RequestProblem('method-not-allowed', 'Look at Allow', {
    headers: { Allow: methods.map((method) => method.toUpperCase()).join(', ') },
  });
};

const patternOf = ({ path }: Operation): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);

const serve = async (host: ApiHost, asked: Operation, c: Context<Env>): Promise<Response> => {
  const principal = c.get('principal');
  const { raw } = c.req;
  if (!may(principal.role, asked.deed))
    throw new RequestProblem(
      'forbidden',
      `${principal.name} is ${principal.role}, which is not enough for this`,
    );
  admit(host, principal, asked);
  mustBeAcceptable(asked, raw.headers.get('accept') ?? '*/*');
  const path = readPath(asked, c.req.param());
  const query = readQuery(asked, new URL(raw.url));
  checkHeaders(asked, raw.headers);
  const answer = await asked.handle({
    ...{ host, principal, path, query },
    ...(await readBody(asked, raw)),
    header: (name) => raw.headers.get(name) ?? undefined,
  });
  return responseOf(answer, c.get('requestId'));
};

// Whoever wants to stop something is never told to wait.
const admit = (host: ApiHost, principal: Principal, { deed }: Operation): void => {
  if (deed === 'stop' || deed === 'pull-lever') return;
  const seconds = host.admit?.(principal);
  if (seconds !== undefined)
    throw new RequestProblem('too-many-requests', `Wait for ${seconds} s`, {
      headers: { 'Retry-After': String(seconds) },
    });
};

const mustBeAcceptable = ({ answers }: Operation, accept: string): void => {
  const types = new Set(
    Object.values(answers).flatMap(({ schema, contentType }) =>
      schema || contentType ? [contentType ?? 'application/json'] : [],
    ),
  );
  const ranges = accept.split(',').map((range) => range.split(';')[0]?.trim().toLowerCase());
  const fits = (type: string) =>
    ranges.some((range) => range === '*/*' || range === type || range === `${type.split('/')[0]}/*`);
  if (types.size > 0 && ![...types].some(fits))
    throw new RequestProblem('not-acceptable', `There is ${[...types].join(' and ')}`);
};
