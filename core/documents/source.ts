import { type Document, type ErrorCode, LineCounter, parseAllDocuments, type YAMLError } from 'yaml';
import { printable } from './quote.ts';
import { scan, type TextFlaw } from './scan.ts';

/** A document's text as far as YAML understands it. `root` is absent where nothing can be built on it. */
export type Source = {
  readonly text: string;
  readonly flaws: readonly TextFlaw[];
  readonly root?: Document.Parsed['contents'];
  readonly lineAndColumn: (index: number) => { readonly line: number; readonly column: number };
};

/** The largest document, in bytes. */
export const MAX_BYTES = 64 * 1024;

/** Read YAML 1.2 (so JSON too) in its core schema. Nothing in it is expanded, constructed or executed. */
export const readSource = (raw: string): Source => {
  const text = raw.replace(/^\ufeff/, '');
  const lines = new LineCounter();
  const lineAndColumn = (index: number) => {
    const { line, col } = lines.linePos(index);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (isTooLarge(text)) return { text, flaws: [TOO_LARGE], lineAndColumn };

  lines.lineStarts.push(...lineStartsOf(text));
  const { flaws, composable } = scan(text);
  if (!composable) return { text, flaws, lineAndColumn };
  return { text, lineAndColumn, ...compose(text, flaws, lineAndColumn) };
};

const compose = (text: string, refused: readonly TextFlaw[], lineAndColumn: Source['lineAndColumn']) => {
  const documents = parseAllDocuments(text, {
    ...{ schema: 'core', version: '1.2', stringKeys: true, uniqueKeys: false },
    ...{ merge: false, resolveKnownTags: false, prettyErrors: false, logLevel: 'silent' },
  });
  if ('empty' in documents || documents[0] === undefined) return { flaws: [...refused, EMPTY] };
  const [first, second] = documents;
  const malformed = documents.flatMap(({ errors }) => errors).filter(({ code }) => !FOUND_BY_SCAN.has(code));
  const flaws = [
    ...refused,
    ...firstOfLine(malformed, lineAndColumn),
    ...(second ? [severalDocuments(second)] : []),
  ];
  return malformed.length > 0 ? { flaws } : { flaws, root: first.contents };
};

// The first error of a line is the author's; those after it are mostly the parser's.
const firstOfLine = (errors: readonly YAMLError[], lineAndColumn: Source['lineAndColumn']): TextFlaw[] => {
  const lines = new Map(errors.toReversed().map((error) => [lineAndColumn(error.pos[0]).line, error]));
  return [...lines.values()].map(syntaxFlaw);
};

const lineStartsOf = (text: string): number[] => {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
};

const isTooLarge = (text: string) =>
  text.length > MAX_BYTES ||
  (text.length * 3 > MAX_BYTES && new TextEncoder().encode(text).length > MAX_BYTES);

const TOO_LARGE: TextFlaw = {
  index: 0,
  message: 'the document is larger than 64 KiB',
  fix: 'split it into several experiments, in a game day if they belong together',
};

/** Says that there is nothing in the document. */
export const EMPTY: TextFlaw = {
  index: 0,
  message: 'the document is empty',
  fix: 'start with `kind: Experiment` or `kind: GameDay`',
};

const severalDocuments = ({ range }: Document.Parsed): TextFlaw => ({
  index: range[0],
  message: 'a second document starts here (`---`)',
  fix: 'keep one document in one file',
});

const syntaxFlaw = ({ code, message, pos }: YAMLError): TextFlaw => ({
  index: pos[0],
  message: `this is not YAML: ${MESSAGES[code] ?? printable(lowerFirst(message), 120)}`,
  fix: FIXES[code],
});

const lowerFirst = (text: string) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

// What the scan has already refused; the composer says it again in other words.
const FOUND_BY_SCAN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(['ALIAS_PROPS', 'BAD_ALIAS', 'BAD_COLLECTION_TYPE', 'BAD_DIRECTIVE', 'BAD_PROP_ORDER'] as const),
  ...(['MULTIPLE_ANCHORS', 'MULTIPLE_TAGS', 'TAG_RESOLVE_FAILED'] as const),
]);

// Where the parser speaks of itself rather than of the text.
const MESSAGES: Partial<Record<ErrorCode, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'a key stands where a value was expected',
  MULTILINE_IMPLICIT_KEY: 'a key goes over two lines',
  NON_STRING_KEY: 'a key is not text',
};

const LOOK = 'check the line and the one before it';

const FIXES: Readonly<Record<ErrorCode, string>> = {
  ...{ ALIAS_PROPS: LOOK, BAD_ALIAS: LOOK, BAD_COLLECTION_TYPE: LOOK, BAD_DIRECTIVE: LOOK },
  ...{ BAD_PROP_ORDER: LOOK, DUPLICATE_KEY: LOOK, IMPOSSIBLE: LOOK, MULTIPLE_ANCHORS: LOOK },
  ...{ MULTIPLE_DOCS: LOOK, MULTIPLE_TAGS: LOOK, RESOURCE_EXHAUSTION: LOOK, TAG_RESOLVE_FAILED: LOOK },
  BAD_DQ_ESCAPE: 'double the backslash, or use single quotes',
  BAD_INDENT: 'align it with its neighbours, and close what is open',
  BAD_SCALAR_START: 'put the text in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'put the text in quotes, or align the lines',
  BLOCK_IN_FLOW: 'inside `{}` and `[]` write `{}` and `[]` only',
  KEY_OVER_1024_CHARS: 'keys are short; is a quote or a line break missing?',
  MISSING_CHAR: 'add what is missing, or put the text in quotes',
  MULTILINE_IMPLICIT_KEY: 'write `key: value` on one line, or put the text in quotes',
  NON_STRING_KEY: 'write the key as plain text',
  TAB_AS_INDENT: 'indent with spaces',
  UNEXPECTED_TOKEN: 'remove it, or put the text in quotes',
};
