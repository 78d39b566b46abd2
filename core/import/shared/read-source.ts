import { type Document, type ErrorCode, LineCounter, parseAllDocuments, type YAMLError } from 'yaml';
import type { Problem } from '../../documents/problem.ts';
import { printable } from '../../documents/quote.ts';
import { type Grown, grow, TooMuch } from './grow.ts';
import { lenientJson, looksLikeJson } from './lenient-json.ts';
import { programFlaw } from './other-languages.ts';
import { lenientYaml, noTemplates } from './templated.ts';

/** One document of a foreign file as plain data. Line and column count from 1. */
export type ImportSource = {
  readonly file: string;
  readonly value: unknown;
  /** Where a node begins; where it does not exist, the nearest one around it. */
  lineAndColumn(pointer: string): { readonly line: number; readonly column: number };
};

/** The documents of a file, and what could not be read of it. */
export type ReadSources = {
  readonly sources: readonly ImportSource[];
  readonly problems: readonly Problem[];
};

// A CloudFormation template has 1 MB at most; the state of a whole estate in Terraform has no limit.
const MAX_BYTES = 4 * 1024 * 1024;

/** Reads JSON or YAML as people really keep it. Never throws; never expands or executes anything in it. */
export const readSources = (raw: string, file: string): ReadSources => {
  const text = raw.replace(/^\ufeff/, '');
  const lines = new LineCounter();
  lines.lineStarts.push(0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1));
  const problem = problemAt(file, lines);
  if (text.length > MAX_BYTES)
    return nothing(problem(0, 'the file is larger than 4 MiB', 'keep only the template in it'));
  if (text.trim() === '')
    return nothing(problem(0, 'the file is empty', 'name a file with a template in it'));
  try {
    return parse(text, file, lines);
  } catch (failure) {
    if (!(failure instanceof TooMuch || failure instanceof RangeError || failure instanceof ReferenceError))
      throw failure;
    return nothing(
      problem(0, 'it holds or nests more than any template does', 'keep only the template in it'),
    );
  }
};

const parse = (text: string, file: string, lines: LineCounter): ReadSources => {
  const templated = noTemplates();
  const problem = problemAt(file, lines);
  const program = looksLikeJson(text) ? undefined : programFlaw(text);
  if (program) return nothing(problem(program.index, program.message, program.fix));
  const readable = looksLikeJson(text) ? lenientJson(text, templated) : lenientYaml(text, templated);
  const parsed = parseAllDocuments(readable, {
    ...{ schema: 'core', version: '1.2', uniqueKeys: false, merge: false },
    ...{ prettyErrors: false, logLevel: 'silent' },
  });
  const documents = 'empty' in parsed ? [] : parsed.filter(({ contents }) => contents !== null);
  const errors = documents.flatMap((document) => document.errors);
  const fatal = errors.find(({ code }) => !READABLE.has(code));
  if (fatal) return nothing(problem(fatal.pos[0], ...notRead(fatal)));
  const grown = documents
    .map((document: Document.Parsed) => grow(document, templated))
    .filter(({ value }) => value !== null);
  return {
    sources: grown.map((one) => sourceOf(one, file, lines)),
    problems: [
      ...templated.statements.map((statement) =>
        problem(
          Math.max(text.indexOf(statement), 0),
          `\`${printable(statement)}\` was left out, what it encloses was not`,
          'render the template first, then import what comes of it',
        ),
      ),
      ...grown.flatMap(({ repeated }) =>
        repeated.map(({ pointer, offset }) => ({
          ...problem(offset, 'this key stands here twice; the last one counts', 'remove one of the two'),
          pointer,
        })),
      ),
    ],
  };
};

// The parser says so and reads on.
const READABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'BAD_DQ_ESCAPE',
  'DUPLICATE_KEY',
  'TAB_AS_INDENT',
  'BAD_DIRECTIVE',
]);

const sourceOf = ({ value, offsets }: Grown, file: string, lines: LineCounter): ImportSource => ({
  file,
  value,
  lineAndColumn: (pointer) => {
    let near = pointer;
    while (near !== '' && !offsets.has(near)) near = near.slice(0, near.lastIndexOf('/'));
    return position(offsets.get(near) ?? 0, lines);
  },
});

const position = (offset: number, lines: LineCounter) => {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
};

const problemAt =
  (file: string, lines: LineCounter) =>
  (offset: number, message: string, fix: string): Problem => ({
    ...{ file, ...position(offset, lines), pointer: '' },
    ...{ message, fix },
  });

const nothing = (problem: Problem): ReadSources => ({ sources: [], problems: [problem] });

const notRead = ({ message }: YAMLError): [message: string, fix: string] => [
  `this is neither JSON nor YAML: ${printable(message.charAt(0).toLowerCase() + message.slice(1), 120)}`,
  'mend this line or the one before it; if the file is a template of another tool, render it first',
];
