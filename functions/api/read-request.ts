import type * as z from 'zod';
import { pointerOf } from '../../core/documents/problem.ts';
import type { BodyType, Operation } from './operation.ts';
import { type RequestFlaw, RequestProblem } from './problems.ts';
import { mustBeJson } from './read-document.ts';

const maxBytes = 64 * 1024;

/** The parameters of a path, checked. */
export const readPath = ({ pathSchema }: Operation, given: Readonly<Record<string, string>>): unknown =>
  pathSchema === undefined ? {} : checked(pathSchema, given);

/** The parameters of a query, checked: each is known, and stands there once. */
export const readQuery = ({ querySchema }: Operation, { searchParams }: URL): unknown => {
  const names = [...searchParams.keys()];
  const twice = names.find((name, n) => names.indexOf(name) !== n);
  if (twice !== undefined) throw malformed({ parameter: short(twice), detail: 'it stands there twice' });
  const given = Object.fromEntries(searchParams);
  if (querySchema) return checked(querySchema, given);
  const [unknown] = names;
  if (unknown !== undefined)
    throw malformed({ parameter: short(unknown), detail: 'there is no such parameter here' });
  return {};
};

const checked = (schema: z.ZodObject, given: Readonly<Record<string, string>>): unknown => {
  const { success, data, error } = schema.safeParse(given);
  if (success) return data;
  throw malformed(
    ...error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({
            ...{ parameter: short(key), detail: 'there is no such parameter here' },
            fix: `known are ${Object.keys(schema.shape).join(', ')}`,
          }))
        : [{ parameter: String(issue.path[0]), detail: issue.message }],
    ),
  );
};

const short = (text: string): string => text.slice(0, 64);

const malformed = (...errors: readonly RequestFlaw[]): RequestProblem =>
  new RequestProblem(
    'malformed-request',
    errors.map(({ parameter, header, detail }) => `${parameter ?? header}: ${detail}`).join('; '),
    { errors },
  );

/** Throws unless every header that the operation knows is as it should be. */
export const checkHeaders = ({ headers = [] }: Operation, given: Headers): void => {
  for (const { name, required, schema } of headers) {
    const value = given.get(name);
    if (value === null && required) throw new RequestProblem(required, `Send ${name}`);
    if (value === null) continue;
    const { success, error } = schema.safeParse(value);
    if (!success) throw malformed({ header: name, detail: error.issues[0]?.message ?? 'it is malformed' });
  }
};

/** A body: as text, as its type, and where the operation has a schema for it as data. */
export type ReadBody = { readonly text: string; readonly type: BodyType; readonly body: unknown };

/** Reads the body of a request, and no more of it than is allowed. */
export const readBody = async ({ body: spec }: Operation, request: Request): Promise<ReadBody> => {
  if (spec === undefined) return { text: '', type: 'application/json', body: {} };
  const text = await textOf(request);
  if (text === '' && spec.optional) return { text, type: 'application/json', body: {} };
  if (text === '') throw malformed({ pointer: '', detail: 'the body is missing' });
  const type = typeOf(request.headers.get('content-type') ?? '', spec.types);
  if (spec.schema === undefined) return { text, type, body: {} };
  const { success, data, error } = spec.schema.safeParse(mustBeJson(text));
  if (success) return { text, type, body: data };
  const errors = error.issues.flatMap(flawsOf);
  throw new RequestProblem(
    'invalid',
    errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; '),
    {
      errors,
    },
  );
};

const flawsOf = (issue: z.core.$ZodIssue): RequestFlaw[] => {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: pointerOf([...path, short(key)]),
      detail: 'there is no such field',
    }));
  return [{ pointer: pointerOf(path), detail: inWords(issue) }];
};

const inWords = ({ code, message }: z.core.$ZodIssue): string =>
  code === 'invalid_type' && message.endsWith('received undefined') ? 'it is missing' : message;

const typeOf = (header: string, types: readonly BodyType[]): BodyType => {
  const [, name] = /^\s*([^\s;]+)\s*(;\s*charset="?utf-8"?\s*)?$/i.exec(header) ?? [];
  const type = types.find((one) => one === name?.toLowerCase());
  if (type) return type;
  throw new RequestProblem('unsupported-media-type', `The body must be ${types.join(' or ')}`, {
    headers: { Accept: types.join(', ') },
  });
};

const textOf = async (request: Request): Promise<string> => {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw malformed({ pointer: '', detail: 'the body is no UTF-8' });
  }
};

const tooLarge = () => new RequestProblem('too-large', 'At most 64 KiB are read');
