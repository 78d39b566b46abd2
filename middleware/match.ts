import { isObject } from './flag.ts';

/** Which HTTP requests are hit: those of which all of this is true. An event that is no HTTP request never is. */
export type Match = {
  /** The whole path, or its beginning and a star: `/pay/*`. */
  readonly path?: string;
  readonly method?: string;
  /** Headers with the values that they must have; their names in any case. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** An HTTP request, from whichever service it came. */
type HttpRequest = {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, unknown>>;
};

/** Whether an event is hit. */
export const isMatch = ({ path, method, headers = {} }: Match, event: unknown): boolean => {
  const request = httpRequestIn(event);
  return (
    request !== undefined &&
    (path === undefined || isPath(path, request.path)) &&
    (method === undefined || method.toUpperCase() === request.method.toUpperCase()) &&
    Object.entries(headers).every(([name, value]) => headerIn(request, name) === value)
  );
};

/** Whether an event is an HTTP request, whose handler answers with a status. */
export const isHttp = (event: unknown): boolean => httpRequestIn(event) !== undefined;

/** What is wrong with a match, in words. */
export const matchProblem = (value: unknown): string | undefined => {
  const example = 'match is {"path":"/pay/*","method":"POST","headers":{"x-tenant":"test"}}, or some of it';
  if (!isObject(value) || Object.keys(value).length === 0) return example;
  const { path, method, headers, ...rest } = value;
  const isFine =
    Object.keys(rest).length === 0 &&
    [path, method].every((one) => one === undefined || typeof one === 'string') &&
    (headers === undefined ||
      (isObject(headers) && Object.values(headers).every((one) => typeof one === 'string')));
  return isFine ? undefined : example;
};

// API Gateway's REST APIs and load balancers; HTTP APIs and function URLs have a second form.
const httpRequestIn = (event: unknown): HttpRequest | undefined => {
  if (!isObject(event)) return undefined;
  const { requestContext, multiValueHeaders } = event;
  const http = isObject(requestContext) && isObject(requestContext.http) ? requestContext.http : undefined;
  const path = event.path ?? event.rawPath ?? http?.path;
  const method = event.httpMethod ?? http?.method;
  if (typeof path !== 'string' || typeof method !== 'string') return undefined;
  const headers = isObject(event.headers) ? event.headers : multiValueHeaders;
  return { path, method, headers: isObject(headers) ? headers : {} };
};

const isPath = (wanted: string, path: string): boolean =>
  wanted.endsWith('*') ? path.startsWith(wanted.slice(0, -1)) : path === wanted;

const headerIn = ({ headers }: HttpRequest, name: string): unknown => {
  const value = Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  return Array.isArray(value) ? value.at(-1) : value;
};
