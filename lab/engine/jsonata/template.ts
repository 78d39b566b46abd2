import { type Bounds, type Context, isWithin, numberField, type Part } from '../definition/context.ts';
import { at, isObject, jsonType } from '../json.ts';
import {
  compileExpression,
  evaluationFailure,
  expressionIn,
  type Template,
  wrongType,
} from './expression.ts';

/** Where a value stands: the field as AWS names it in a cause, and the JSON pointer. */
export type Spot = { readonly field: string; readonly pointer: string; readonly context: Context };

/** Compile a value in which every text `{% … %}`, however deep, is an expression. */
export const compileTemplate = (value: unknown, spot: Spot): Template => {
  if (isConstant(value)) return async () => value;
  if (typeof value === 'string') return compileText(expressionIn(value) ?? '', spot);
  if (Array.isArray(value)) return compileList(value, spot);
  return isObject(value) ? compileObject(Object.entries(value), spot) : async () => value;
};

const isConstant = (value: unknown): boolean => {
  if (typeof value === 'string') return expressionIn(value) === undefined;
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isConstant);
};

const compileText = (text: string, { field, pointer, context }: Spot): Template => {
  try {
    return compileExpression(text, field, context.sources);
  } catch (error) {
    const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
    context.report(pointer, `The JSONata expression '${text}' cannot be parsed: ${message}`);
    return async () => undefined;
  }
};

const compileList = (items: readonly unknown[], { field, pointer, context }: Spot): Template => {
  const templates = items.map((item, index) =>
    compileTemplate(item, { field: `${field}[${index}]`, pointer: at(pointer, index), context }),
  );
  return async (evaluation) => {
    const values: unknown[] = [];
    for (const template of templates) values.push(await template(evaluation));
    return values;
  };
};

const compileObject = (
  entries: readonly [string, unknown][],
  { field, pointer, context }: Spot,
): Template => {
  const templates = entries.map(
    ([key, value]) =>
      [
        key,
        compileTemplate(value, { field: `${field}/${key}`, pointer: at(pointer, key), context }),
      ] as const,
  );
  return async (evaluation) => {
    const values: [string, unknown][] = [];
    for (const [key, template] of templates) values.push([key, await template(evaluation)]);
    return Object.fromEntries(values);
  };
};

/** The template of a field, if the field is there; `prefix` places it under a rule or a catcher. */
export const templateField = (part: Part, key: string, prefix = ''): Template | undefined => {
  const value = part.fields[key];
  if (value === undefined) return undefined;
  return compileTemplate(value, {
    field: `${prefix}${key}`,
    pointer: at(part.pointer, key),
    context: part.context,
  });
};

type Typed<T> = (...evaluation: Parameters<Template>) => Promise<T>;

/** A field that must come out as text, whether written so or computed. */
export const computedText = (part: Part, key: string): Typed<string> | undefined =>
  computed(part, key, 'string', (value) => typeof value === 'string');

/** A field that must come out as true or false. */
export const computedBoolean = (part: Part, key: string, prefix: string): Typed<boolean> | undefined =>
  computed(part, key, 'boolean', (value) => typeof value === 'boolean', prefix);

const computed = <T>(
  part: Part,
  key: string,
  type: string,
  is: (value: unknown) => value is T,
  prefix = '',
): Typed<T> | undefined => {
  const template = templateField(part, key, prefix);
  const written = part.fields[key];
  if (template === undefined) return undefined;
  const text = typeof written === 'string' ? expressionIn(written) : undefined;
  if (text === undefined && !is(written)) {
    part.context.report(at(part.pointer, key), `Field '${key}' must be a ${type} or a JSONata expression`);
  }
  return async (evaluation) => {
    const value = await template(evaluation);
    if (is(value)) return value;
    throw wrongType(evaluation.visit, text ?? '', `${prefix}${key}`, type, value);
  };
};

/** A field that must come out as a number within bounds; `prefix` places it inside another field. */
export const computedNumber = (
  part: Part,
  key: string,
  bounds: Bounds,
  prefix = '',
): Typed<number> | undefined => {
  const written = part.fields[key];
  const text = typeof written === 'string' ? expressionIn(written) : undefined;
  if (text === undefined) {
    const constant = numberField(part, key, bounds);
    return constant === undefined ? undefined : async () => constant;
  }
  const field = `${prefix}${key}`;
  const template = templateField(part, key, prefix);
  return async (evaluation) => {
    const value = await template?.(evaluation);
    if (typeof value !== 'number') throw wrongType(evaluation.visit, text, field, 'number', value);
    if (isWithin(value, bounds)) return value;
    throw evaluationFailure(evaluation.visit, field, outOfBounds(field, value, bounds));
  };
};

const outOfBounds = (key: string, value: number, { min, max, integer }: Bounds): string =>
  integer && !Number.isInteger(value)
    ? `The ${key} field cannot be parsed as an integer: ${value}`
    : `${key} must be between ${min} and ${max} but was: ${value}`;

/** A field that must come out as an array. */
export const computedList = (part: Part, key: string): Typed<readonly unknown[]> | undefined =>
  computed(part, key, 'array', (value): value is readonly unknown[] => jsonType(value) === 'array');
