import written from '../../schema/openapi.json' with { type: 'json' };

/** The OpenAPI document as `npm run schema` has written it. */
export const openApiDocument: Readonly<Record<string, unknown>> = written;
