import * as z from 'zod';
import { ExperimentDocument, GameDayDocument } from './schemas.ts';

/** A dialect of JSON Schema: editors read draft 07, OpenAPI 3.1 reads 2020-12. */
export type Dialect = 'draft-07' | 'draft-2020-12';

/** The JSON Schemas of the documents, by file name. */
export const jsonSchemas = (dialect: Dialect): Readonly<Record<string, object>> => ({
  'experiment.schema.json': jsonSchema(ExperimentDocument, dialect),
  'gameday.schema.json': jsonSchema(GameDayDocument, dialect),
});

const jsonSchema = (schema: z.ZodType, target: Dialect): object =>
  z.toJSONSchema(schema, {
    ...{ target, io: 'input' },
    override: ({ zodSchema, jsonSchema: json }) => {
      // zod drops both where a text is read into something else, though they are of the text.
      const examples = z.globalRegistry.get(zodSchema)?.examples;
      if (Array.isArray(examples)) json.examples = examples;
      if (zodSchema instanceof z.ZodDefault) json.default = zodSchema.def.defaultValue;
      if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
      if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
    },
  });
