import * as z from 'zod';
import type { Path } from './problem.ts';
import { mapOf, valueAt } from './raw.ts';

/** The schema of the node at a path; in a union, of the kind the node says it is. */
export const schemaAt = (schema: unknown, path: Path, value: unknown): unknown => {
  const bare = unwrapped(schema, value);
  const [step, ...rest] = path;
  return step === undefined ? schema : schemaAt(childOf(bare, step), rest, valueAt(value, [step]));
};

/** The keys a map may have. */
export const keysAt = (schema: unknown, value: unknown): readonly string[] => {
  const bare = unwrapped(schema, value);
  return bare instanceof z.ZodObject ? Object.keys(bare.shape) : [];
};

/** The first example a schema gives. */
export const exampleOf = (schema: unknown): unknown => {
  if (!(schema instanceof z.ZodType)) return undefined;
  const examples = schema.meta()?.examples;
  return Array.isArray(examples) ? examples[0] : exampleOf(inner(schema));
};

/** What a schema says of itself to a person who fills it in, as part of a sentence. */
export const purposeOf = (schema: unknown): string => {
  const description = schema instanceof z.ZodType ? (schema.description ?? '') : '';
  return description.replace(/[.:;].*$/s, '').replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
};

const unwrapped = (schema: unknown, value: unknown): unknown => {
  if (schema instanceof z.ZodDiscriminatedUnion) return kindOf(schema, value);
  const within = inner(schema);
  return within === undefined ? schema : unwrapped(within, value);
};

const inner = (schema: unknown): unknown =>
  schema instanceof z.ZodExactOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
    ? schema.unwrap()
    : undefined;

const kindOf = ({ options, def }: z.ZodDiscriminatedUnion, value: unknown): unknown =>
  options.find((option) => {
    const kind = childOf(option, def.discriminator);
    return kind instanceof z.ZodLiteral && kind.value === mapOf(value)[def.discriminator];
  });

const childOf = (schema: unknown, step: string | number): unknown => {
  if (schema instanceof z.ZodObject) return schema.shape[step];
  if (schema instanceof z.ZodArray) return schema.element;
  return schema instanceof z.ZodRecord ? schema.valueType : undefined;
};
