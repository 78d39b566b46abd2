type Json = Readonly<Record<string, unknown>>;

/** The types of an OpenAPI document as `openapi-fetch` wants them: those of openapi-typescript, which needs an older TypeScript. */
export const typesOf = (document: Json): string => {
  const { schemas } = document.components as { schemas: Readonly<Record<string, Json>> };
  const components = Object.entries(schemas)
    .filter(([name]) => !name.endsWith('Document'))
    .map(([name, schema]) => `    ${name}: ${typeOf(schema)};`);
  const paths = Object.entries(document.paths as Readonly<Record<string, Json>>).map(
    ([path, operations]) => `  ${JSON.stringify(path)}: {\n${operationsOf(operations)}\n  };`,
  );
  return `// Made of schema/openapi.json by \`npm run schema\`.

/** The API's operations, by path and method. */
export type paths = {
${paths.join('\n')}
};

type components = {
  schemas: {
${components.join('\n')}
  };
};
`;
};

const operationsOf = (operations: Json): string =>
  Object.entries(operations)
    .map(([method, operation]) => `    ${method}: {\n${operationOf(operation as Json)}\n    };`)
    .join('\n');

type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Json;
};

const operationOf = ({ parameters, requestBody, responses }: Json): string => {
  const groups = Map.groupBy(parameters as readonly Parameter[], (one) => one.in);
  const asked = ['path', 'query', 'header'].map((place) => {
    const some = groups.get(place) ?? [];
    const fields = some.map(
      ({ name, required, schema }) => `${JSON.stringify(name)}${required ? '' : '?'}: ${typeOf(schema)}`,
    );
    const optional = some.every(({ required }) => !required);
    return `${place}${optional ? '?' : ''}: ${some.length === 0 ? 'never' : `{ ${fields.join('; ')} }`}`;
  });
  const answers = Object.entries(responses as Readonly<Record<string, Json>>).map(
    ([status, { content }]) => `        ${status}: { content: ${contentOf(content as Json | undefined)} };`,
  );
  return `      parameters: { ${asked.join('; ')} };\n${bodyOf(requestBody as Json | undefined)}      responses: {\n${answers.join('\n')}\n      };`;
};

const bodyOf = (body: Json | undefined): string =>
  body === undefined
    ? ''
    : `      requestBody${body.required ? '' : '?'}: { content: ${contentOf(body.content as Json)} };\n`;

const contentOf = (content: Json | undefined): string =>
  content === undefined
    ? '{ "application/json"?: never }'
    : `{ ${Object.entries(content)
        .map(([type, one]) => `${JSON.stringify(type)}: ${typeOf((one as { schema: Json }).schema)}`)
        .join('; ')} }`;

// What a document may say is checked where it is read: to a client it is any object.
const typeOf = (schema: Json): string => {
  const { $ref, enum: some, type, items, properties, required = [], additionalProperties } = schema;
  const either = (schema.oneOf ?? schema.anyOf) as readonly Json[] | undefined;
  if (typeof $ref === 'string') return refOf($ref);
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(some)) return some.map((one) => JSON.stringify(one)).join(' | ');
  if (either) return either.map(typeOf).join(' | ');
  if (type === 'array') return `(${typeOf(items as Json)})[]`;
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'string' || type === 'boolean') return type;
  if (properties === undefined)
    return typeof additionalProperties === 'object' ? 'Record<string, unknown>' : 'unknown';
  const fields = Object.entries(properties as Json).map(
    ([name, one]) =>
      `${JSON.stringify(name)}${(required as readonly string[]).includes(name) ? '' : '?'}: ${typeOf(one as Json)}`,
  );
  return `{ ${fields.join('; ')} }`;
};

const refOf = (ref: string): string => {
  const name = ref.replace('#/components/schemas/', '');
  return name.endsWith('Document') ? 'Record<string, unknown>' : `components['schemas']['${name}']`;
};
