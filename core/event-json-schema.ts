import * as z from 'zod';
import { allEventTypes } from './event-data.ts';
import { eventSchema } from './events.ts';

/** The JSON Schemas (draft 07) of all events, by file name. Members may be added, so others than these are allowed. */
export const eventJsonSchemas = (): Readonly<Record<string, object>> =>
  Object.fromEntries(
    allEventTypes.map((type) => [`${kebab(type)}.schema.json`, jsonSchema(eventSchema(type))]),
  );

const kebab = (type: string): string => type.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

const jsonSchema = (schema: z.ZodType): object =>
  z.toJSONSchema(schema, {
    ...{ target: 'draft-07', io: 'input' },
    override: ({ jsonSchema: json }) => {
      if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
      if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
    },
  });
