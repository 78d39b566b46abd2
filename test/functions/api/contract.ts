import Ajv from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { openApi } from '../../../functions/api/openapi.ts';

type Answer = {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
};
type Described = { readonly operationId: string; readonly responses: Readonly<Record<string, Answer>> };
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
};

/** The document that the API is held to. */
export const contract = openApi('0.0.0') as unknown as Document;

/** Which operation has answered what, as `getRun 200`. */
export const seen = new Set<string>();

const ajv = new Ajv.default({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'openapi', components: contract.components });
const compiled = new Map<object, ReturnType<typeof ajv.compile>>();

// A schema that is not named is part of nothing that its references could lead to.
const validatorOf = (schema: object) => {
  const known = compiled.get(schema) ?? ajv.compile(absolute(schema));
  compiled.set(schema, known);
  return known;
};

const absolute = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')) as object;

const pathOf = (pathname: string): string | undefined =>
  Object.keys(contract.paths).find((path) =>
    new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
  );

/** Fails unless a response is one that the document allows for its request. */
export const expectDocumented = async (request: Request, response: Response): Promise<void> => {
  const path = pathOf(new URL(request.url).pathname);
  const described = path && contract.paths[path]?.[request.method.toLowerCase()];
  const type = response.headers.get('content-type')?.split(';')[0];
  const text = await response.text();
  expect(response.headers.get('x-request-id')).toBeTruthy();
  if (!described) {
    expect([401, path === undefined ? 404 : 405]).toContain(response.status);
    if (response.status === 405) expect(response.headers.get('allow')).toMatch(/^[A-Z]+(, [A-Z]+)*$/);
    if (request.method !== 'HEAD') expectBody('Problem', text);
    return;
  }
  const answer = described.responses[response.status];
  const name = `${described.operationId} ${response.status}`;
  seen.add(name);
  if (answer === undefined) throw new Error(`${name} is not documented: ${text}`);
  for (const header of Object.keys(answer.headers))
    expect(response.headers.get(header), `${name} ${header}`).toBeTruthy();
  if (answer.content === undefined) {
    expect(text, name).toBe('');
    return;
  }
  const content = answer.content[type ?? ''];
  if (content === undefined) throw new Error(`${name}: ${type} is not documented`);
  if (type?.endsWith('json')) expectValid(content.schema, text, name);
};

const references = { Problem: { $ref: '#/components/schemas/Problem' } };

const expectBody = (schema: keyof typeof references, text: string): void =>
  expectValid(references[schema], text, schema);

const expectValid = (schema: object, text: string, name: string): void => {
  const valid = validatorOf(schema);
  if (!valid(JSON.parse(text))) throw new Error(`${name}: ${ajv.errorsText(valid.errors)} in ${text}`);
};
