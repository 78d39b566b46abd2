import { type Context, type Part, textField } from '../definition/context.ts';
import { at, isObject } from '../json.ts';
import type { Visit } from '../machine.ts';
import { follow, type Path, place, readPath } from './path.ts';

/** A payload template: from the visit and the value that `$` stands for to the payload. */
export type PathTemplate = (visit: Visit, value: unknown) => unknown;

/** Compile a payload template: a key that ends in `.$` holds a path, everything else stands for itself. */
export const compilePaths = (value: unknown, pointer: string, context: Context): PathTemplate => {
  if (Array.isArray(value)) {
    const items = value.map((item, index) => compilePaths(item, at(pointer, index), context));
    return (visit, input) => items.map((item) => item(visit, input));
  }
  if (!isObject(value)) return () => value;
  const entries = Object.entries(value).map(([key, item]) =>
    compileEntry(key, item, at(pointer, key), context),
  );
  return (visit, input) => Object.fromEntries(entries.map(([key, item]) => [key, item(visit, input)]));
};

const compileEntry = (key: string, item: unknown, pointer: string, context: Context) => {
  if (!key.endsWith('.$')) return [key, compilePaths(item, pointer, context)] as const;
  const path = typeof item === 'string' ? readPath(item) : undefined;
  if (path === undefined) context.report(pointer, `'${String(item)}' is not supported as a JSONPath`);
  const template: PathTemplate = (visit, input) => path && follow(visit, path, input, key);
  return [key.slice(0, -2), template] as const;
};

/** The payload template of a field, if the field is there. */
export const pathsField = (part: Part, key: string): PathTemplate | undefined =>
  part.fields[key] === undefined
    ? undefined
    : compilePaths(part.fields[key], at(part.pointer, key), part.context);

/** InputPath or OutputPath: the whole value by default, nothing for null. */
export const selectField = (part: Part, key: string): PathTemplate => {
  if (part.fields[key] === null) return () => ({});
  const path = pathField(part, key);
  return path === undefined ? (_visit, value) => value : (visit, value) => follow(visit, path, value, key);
};

/** ResultPath: where in the input the result goes; by default in its place, with null nowhere. */
export const placeField = (part: Part): ((input: unknown, result: unknown) => unknown) => {
  if (part.fields.ResultPath === null) return (input) => input;
  const path = pathField(part, 'ResultPath');
  return (input, result) => (path === undefined ? result : place(input, path.steps, result));
};

const pathField = (part: Part, key: string): Path | undefined => {
  const text = textField(part, key);
  if (text === undefined) return undefined;
  const path = readPath(text);
  if (path === undefined)
    part.context.report(at(part.pointer, key), `'${text}' is not supported as a JSONPath`);
  return path;
};
