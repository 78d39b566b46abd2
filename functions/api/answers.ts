import { isFiredrillError, NotFound, NotJustNow, RunRefused, RunStopped } from '../../core/errors.ts';
import type { ApiHost } from './host.ts';
import type { Answer } from './operation.ts';
import { type ProblemName, problemPath, problems, RequestProblem } from './problems.ts';

const always = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

/** An answer as a response. */
export const responseOf = ({ status, body, contentType, headers }: Answer, requestId: string): Response => {
  const own = body === undefined ? {} : { 'Content-Type': contentType ?? 'application/json' };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(body === undefined ? null : text, {
    status,
    headers: { ...always, ...own, ...headers, 'X-Request-Id': requestId },
  });
};

/** Whatever went wrong as a problem; what nobody outside should see is written to the log. */
export const problemResponse = (failure: unknown, requestId: string, { log }: ApiHost): Response => {
  const problem = failure instanceof RequestProblem ? failure : problemOf(failure);
  if (problem !== failure)
    log({
      event: 'request-failed',
      requestId,
      problem: problem.problem,
      // The chain of causes says which service it was.
      failure: chainOf(failure),
    });
  const { status, title } = problems[problem.problem];
  const { errors } = problem;
  return responseOf(
    {
      status,
      contentType: 'application/problem+json',
      headers: { ...waiting(problem.problem), ...problem.headers },
      body: {
        ...{ type: problemPath(problem.problem), title, status },
        ...{ detail: problem.message || title, requestId },
        ...(errors.length > 0 && { errors: errors.slice(0, mostErrors) }),
      },
    },
    requestId,
  );
};

const mostErrors = 50;

const waiting = (name: ProblemName): Readonly<Record<string, string>> => {
  if (name === 'unavailable') return { 'Retry-After': '2' };
  return name === 'unauthenticated' ? { 'WWW-Authenticate': 'Bearer' } : {};
};

const problemOf = (failure: unknown): RequestProblem => {
  if (failure instanceof NotFound) return new RequestProblem('not-found', failure.message);
  if (failure instanceof NotJustNow)
    return new RequestProblem('unavailable', 'Something this depends on did not answer');
  if (failure instanceof RunRefused || failure instanceof RunStopped)
    return new RequestProblem('refused', failure.message);
  return new RequestProblem('internal', '');
};

const chainOf = (failure: unknown): string => {
  if (!(failure instanceof Error)) return String(failure);
  const { name, message, stack, cause } = failure;
  const said = isFiredrillError(failure) ? `${name}: ${message}` : String(stack);
  return cause === undefined ? said : `${said} <- ${chainOf(cause)}`;
};
