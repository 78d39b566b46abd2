import * as z from 'zod';
import { about, type Finding, type Path } from './problem.ts';
import { quote } from './quote.ts';
import { valueAt } from './raw.ts';
import { exampleOf, purposeOf, schemaAt } from './schema-at.ts';

/** What a document is checked against, and the document. */
export type Checked = { readonly schema: z.ZodType; readonly value: unknown };

/** What is wrong with a node that is missing, empty or of another type than expected. */
export const explainType = (expected: string, path: Path, { schema, value }: Checked): Finding => {
  const given = valueAt(value, path);
  const wanted = schemaAt(schema, path, value);
  if (given === undefined) return missing(path, exampleOf(wanted), purposeOf(wanted));
  const wrong = given === null ? 'there is nothing here' : `${said(given)} is not ${NAMES[expected]}`;
  return { path, message: about(path, wrong), fix: fixOf(expected, given, wanted) };
};

const missing = (path: Path, example: unknown, purpose: string): Finding => ({
  path,
  message: about(path.slice(0, -1), `\`${path.at(-1)}\` is missing`),
  fix:
    example === undefined
      ? `add \`${path.at(-1)}\`: ${purpose}`
      : `add \`${path.at(-1)}: ${written(example)}\``,
});

const fixOf = (expected: string, given: unknown, wanted: unknown): string => {
  if (isScalar(given) && wanted instanceof z.ZodType) {
    if (expected === 'string' && wanted.safeParse(`${given}`).success)
      return `put it in quotes: \`"${given}"\``;
    if (UNQUOTED[expected]?.test(`${given}`)) return `write ${given} without quotes`;
  }
  const example = exampleOf(wanted);
  return `write ${NAMES[expected]}${example === undefined ? '' : `, such as \`${written(example)}\``}`;
};

const isScalar = (given: unknown): given is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof given);

const written = (example: unknown) => (typeof example === 'string' ? example : JSON.stringify(example));

const said = (given: unknown) => {
  if (Array.isArray(given)) return 'a list';
  if (typeof given === 'object') return 'a map';
  return typeof given === 'string' ? quote(given) : String(given);
};

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
};

const UNQUOTED: Readonly<Record<string, RegExp>> = {
  number: /^-?\d+(\.\d+)?$/,
  int: /^-?\d+$/,
  boolean: /^(true|false)$/,
};
