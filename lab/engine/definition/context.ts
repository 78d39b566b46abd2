import { at, isObject, type JsonObject } from '../json.ts';
import type { Sources } from '../jsonata/functions.ts';
import type { StateGraph } from '../machine.ts';

/** The language a state's fields are written in. */
export type Language = 'JSONata' | 'JSONPath';

/** What every part of a definition is compiled with. */
export type Context = {
  readonly sources: Sources;
  readonly machineLanguage: Language;
  readonly outerNames: ReadonlySet<string>;
  readonly ownNames: ReadonlySet<string>;
  readonly report: (pointer: string, message: string) => void;
  readonly graph: (
    definition: JsonObject,
    pointer: string,
    context: Context,
    extra: readonly string[],
  ) => StateGraph;
};

/** An object of a definition, with its place and its context. */
export type Part = { readonly fields: JsonObject; readonly pointer: string; readonly context: Context };

/** Say that a field is wrong. */
export const complain = (part: Part, key: string, message: string): void =>
  part.context.report(at(part.pointer, key), message);

/** Complain of every field that this engine does not run: ignoring one would change what a definition means. */
export const allowOnly = (part: Part, allowed: readonly string[], what: string): void => {
  for (const key of Object.keys(part.fields)) {
    if (!allowed.includes(key)) complain(part, key, `Field '${key}' is not supported in ${what}`);
  }
};

/** A field that must be text. */
export const textField = (part: Part, key: string): string | undefined => {
  const value = part.fields[key];
  if (typeof value === 'string') return value;
  if (value !== undefined) complain(part, key, `Field '${key}' must be a string`);
  return undefined;
};

/** A field that must be text and be there. */
export const requiredText = (part: Part, key: string): string => {
  if (part.fields[key] === undefined) part.context.report(part.pointer, `Field '${key}' is missing`);
  return textField(part, key) ?? '';
};

/** A number between bounds, or undefined where the field is absent or wrong. */
export const numberField = (part: Part, key: string, bounds: Bounds): number | undefined => {
  const value = part.fields[key];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && isWithin(value, bounds)) return value;
  complain(part, key, `Field '${key}' must be ${wording(bounds)}`);
  return undefined;
};

/** The numbers a field takes. */
export type Bounds = { readonly min: number; readonly max: number; readonly integer: boolean };

/** Whether a number lies within bounds. */
export const isWithin = (value: number, { min, max, integer }: Bounds): boolean =>
  value >= min && value <= max && (!integer || Number.isInteger(value));

const wording = ({ min, max, integer }: Bounds): string =>
  `${integer ? 'an integer' : 'a number'} between ${min} and ${max}`;

/** The objects of a list field, each as a part. */
export const partsOf = (part: Part, key: string): readonly Part[] => {
  const list = part.fields[key];
  if (list === undefined) return [];
  if (!Array.isArray(list)) {
    complain(part, key, `Field '${key}' must be an array`);
    return [];
  }
  return list.flatMap((item: unknown, index) => {
    const pointer = at(at(part.pointer, key), index);
    if (isObject(item)) return [{ fields: item, pointer, context: part.context }];
    part.context.report(pointer, `An element of '${key}' must be an object`);
    return [];
  });
};

/** An object field, as a part. */
export const partOf = (part: Part, key: string): Part | undefined => {
  const value = part.fields[key];
  if (isObject(value)) return { fields: value, pointer: at(part.pointer, key), context: part.context };
  if (value !== undefined) complain(part, key, `Field '${key}' must be an object`);
  return undefined;
};
