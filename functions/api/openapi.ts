import * as z from 'zod';
import { jsonSchemas } from '../../core/documents/json-schema.ts';
import type { AnswerSpec, BodySpec, Operation } from './operation.ts';
import { operations, problemsOf } from './operations.ts';
import { type ProblemName, problems } from './problems.ts';
import { DefinitionList, DefinitionResource } from './resources/definition.ts';
import { JournalResource } from './resources/journal.ts';
import { LeverList, LeverResource, PulledLever } from './resources/lever.ts';
import { PlanResource } from './resources/plan.ts';
import { ProblemResource } from './resources/problem.ts';
import { ExperimentRun, GameDayExecution, RunPage, RunResource } from './resources/run.ts';

type Json = Record<string, unknown>;

const named = {
  Definition: DefinitionResource,
  DefinitionList,
  ExperimentRun,
  GameDayExecution,
  Journal: JournalResource,
  Lever: LeverResource,
  LeverList,
  Plan: PlanResource,
  Problem: ProblemResource,
  PulledLever,
  Run: RunResource,
  RunPage,
} as const;

/** The OpenAPI document of the API, made of the very table that serves it. */
export const openApi = (version: string): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Firedrill',
    version,
    description:
      'Plan, start, watch and stop experiments and game days. On AWS requests are signed (SigV4) or bear the token of your issuer; in the lab they bear the token of a role. docs/api.md has examples.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  security: [{ bearer: [] }, { signature: [] }],
  tags: ['plans', 'runs', 'documents', 'levers', 'about'].map((name) => ({ name })),
  paths: Object.fromEntries(
    [...Map.groupBy(operations, ({ path }) => path)].map(([path, all]) => [
      path,
      Object.fromEntries(all.map((one) => [one.method, described(one)])),
    ]),
  ),
  components: {
    schemas: { ...schemas(), ...documents() },
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      signature: {
        type: 'apiKey',
        in: 'header',
        name: 'Authorization',
        description: 'AWS Signature Version 4 for `execute-api`.',
        'x-amazon-apigateway-authtype': 'awsSigv4',
      },
    },
  },
});

const described = (one: Operation): Json => ({
  operationId: one.id,
  tags: [one.tag],
  summary: one.summary,
  parameters: parametersOf(one),
  ...(one.body && { requestBody: bodyOf(one.body) }),
  responses: {
    ...Object.fromEntries(Object.entries(one.answers).map(([status, answer]) => [status, answerOf(answer)])),
    ...problemResponses(problemsOf(one)),
  },
});

const parametersOf = ({ pathSchema, querySchema, headers = [] }: Operation): readonly Json[] => [
  ...inPlace(pathSchema, 'path'),
  ...inPlace(querySchema, 'query'),
  ...headers.map(({ name, required, schema }) => parameter(name, 'header', required !== undefined, schema)),
];

const inPlace = (schema: z.ZodObject | undefined, place: 'path' | 'query'): readonly Json[] =>
  Object.entries(schema?.shape ?? {}).map(([name, field]) =>
    parameter(name, place, place === 'path', unwrapped(field as z.ZodType)),
  );

const unwrapped = (field: z.ZodType): z.ZodType =>
  field instanceof z.ZodOptional ? (field.unwrap() as z.ZodType) : field;

const parameter = (name: string, place: string, required: boolean, schema: z.ZodType): Json => {
  const { description, ...rest } = jsonOf(schema, 'input');
  return { name, in: place, required, ...(description !== undefined && { description }), schema: rest };
};

const bodyOf = ({ types, schema, document, optional = false }: BodySpec): Json => {
  const content = document
    ? { $ref: `#/components/schemas/${document}Document` }
    : jsonOf(schema ?? z.unknown(), 'input');
  return {
    required: !optional,
    content: Object.fromEntries(types.map((type) => [type, { schema: content }])),
  };
};

const answerOf = ({
  description,
  schema,
  contentType = 'application/json',
  headers = {},
}: AnswerSpec): Json => ({
  description,
  headers: headersOf({ 'X-Request-Id': 'Of the request, or given to it.', ...headers }),
  ...(schema && { content: { [contentType]: { schema: refOf(schema) } } }),
  ...(!schema &&
    contentType !== 'application/json' && { content: { [contentType]: { schema: { type: 'string' } } } }),
});

const headersOf = (headers: Readonly<Record<string, string>>): Json =>
  Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [
      name,
      { description, required: true, schema: { type: 'string' } },
    ]),
  );

const more: Partial<Record<ProblemName, Readonly<Record<string, string>>>> = {
  unauthenticated: { 'WWW-Authenticate': 'How to say who asks.' },
  'unsupported-media-type': { Accept: 'What is read here.' },
  'too-many-requests': { 'Retry-After': 'Seconds.' },
  unavailable: { 'Retry-After': 'Seconds.' },
};

const problemResponses = (names: readonly ProblemName[]): Json => {
  const byStatus = Map.groupBy(new Set(names), (name) => problems[name].status);
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [
      status,
      {
        description: some.map((name) => `${problems[name].title} (\`${name}\`)`).join('; '),
        headers: headersOf({
          'X-Request-Id': 'Of the request, or given to it.',
          ...Object.assign({}, ...some.map((name) => more[name])),
        }),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
};

const refOf = (schema: z.ZodType): Json => {
  const name = Object.entries(named).find(([, one]) => one === schema)?.[0];
  return name ? { $ref: `#/components/schemas/${name}` } : jsonOf(schema, 'output');
};

const schemas = (): Json => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, {
    ...{ target: 'draft-2020-12', io: 'output', override },
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(Object.entries(made.schemas).map(([id, schema]) => [id, bare(schema)]));
};

const documents = (): Json => {
  const made = jsonSchemas('draft-2020-12');
  return {
    ExperimentDocument: bare(made['experiment.schema.json'] ?? {}),
    GameDayDocument: bare(made['gameday.schema.json'] ?? {}),
  };
};

const jsonOf = (schema: z.ZodType, io: 'input' | 'output'): Json =>
  bare(z.toJSONSchema(schema, { target: 'draft-2020-12', io, override }));

// A number in a query is text on its way.
const override = ({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: Json }): void => {
  const own = z.globalRegistry.get(zodSchema as z.ZodType)?.openapi;
  if (typeof own === 'object' && own !== null) {
    for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
    Object.assign(jsonSchema, own);
  }
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};

const bare = (made: object): Json => {
  const { $schema: _, $id: __, ...schema } = made as Json;
  return schema;
};
