import type { Flaw, Parsed } from '../parsed.ts';
import { type Token, tokensOf } from './expression-tokens.ts';
import { quote } from './quote.ts';

/** Arithmetic on metrics, as a tree. `fill` gives periods without a datapoint a value. */
export type MetricExpression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'metric'; readonly id: string }
  | { readonly kind: 'fill'; readonly id: string; readonly value: number }
  | { readonly kind: 'negate'; readonly operand: MetricExpression }
  | {
      readonly kind: 'binary';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: MetricExpression;
      readonly right: MetricExpression;
    };

/** An expression that parsed: its tree, the metrics it reads, and where it reads each of them. */
export type ParsedExpression = {
  readonly tree: MetricExpression;
  readonly ids: readonly string[];
  readonly uses: readonly { readonly id: string; readonly index: number }[];
};

/** Parse an expression of the closed grammar; the flaw points at the first character that does not fit. */
export const parseMetricExpression = (text: string): Parsed<ParsedExpression> => {
  if (text.length > LONGEST) return { ok: false, ...TOO_LONG };
  const cursor: Cursor = { tokens: tokensOf(text), end: text.length, at: 0, uses: [], flaw: undefined };
  const tree = sum(cursor);
  if (peek(cursor).kind !== 'end') fail(cursor, 'an operator or nothing');
  if (cursor.flaw) return { ok: false, ...cursor.flaw };
  return { ok: true, value: { tree, ids: [...new Set(cursor.uses.map(({ id }) => id))], uses: cursor.uses } };
};

// Also what keeps the recursion below shallow.
const LONGEST = 1024;
const TOO_LONG: Flaw = {
  message: `the expression is longer than ${LONGEST} characters`,
  fix: 'shorten it',
  index: 0,
};

type Cursor = {
  readonly tokens: readonly Token[];
  readonly end: number;
  readonly uses: { id: string; index: number }[];
  at: number;
  /** The first flaw; once there is one, the cursor stands at the end. */
  flaw: Flaw | undefined;
};

const sum = (cursor: Cursor) => chain(cursor, ['+', '-'], product);

const product = (cursor: Cursor) => chain(cursor, ['*', '/'], operand);

type Operator = '+' | '-' | '*' | '/';

const chain = (
  cursor: Cursor,
  operators: readonly Operator[],
  next: (cursor: Cursor) => MetricExpression,
): MetricExpression => {
  let left = next(cursor);
  for (;;) {
    const operator = operators.find((sign) => take(cursor, sign));
    if (operator === undefined) return left;
    left = { kind: 'binary', operator, left, right: next(cursor) };
  }
};

const operand = (cursor: Cursor): MetricExpression => {
  if (take(cursor, '-')) return { kind: 'negate', operand: operand(cursor) };
  if (take(cursor, '(')) return closing(cursor, sum(cursor));
  const token = peek(cursor);
  if (token.kind === 'number') return { kind: 'number', value: number(cursor) };
  if (token.kind !== 'word') return fail(cursor, 'a number, a metric id or `(`');
  if (token.text === 'FILL') return fill(cursor);
  return { kind: 'metric', id: metric(cursor) };
};

const fill = (cursor: Cursor): MetricExpression => {
  cursor.at += 1;
  if (!take(cursor, '(')) return fail(cursor, '`(` and then a metric id');
  if (peek(cursor).kind !== 'word') return fail(cursor, 'a metric id');
  const id = metric(cursor);
  if (!take(cursor, ',')) return fail(cursor, '`,` and then a number');
  const sign = take(cursor, '-') ? -1 : 1;
  if (peek(cursor).kind !== 'number') return fail(cursor, 'a number');
  return closing(cursor, { kind: 'fill', id, value: sign * number(cursor) });
};

const closing = (cursor: Cursor, inside: MetricExpression) =>
  take(cursor, ')') ? inside : fail(cursor, '`)`');

const number = (cursor: Cursor) => {
  const { text, index } = peek(cursor);
  cursor.at += 1;
  const value = Number(text);
  if (!Number.isFinite(value))
    flawAt(cursor, { index, message: 'the number is too large', fix: 'write a smaller one' });
  return value;
};

const metric = (cursor: Cursor) => {
  const { text, index } = peek(cursor);
  cursor.at += 1;
  if (peek(cursor).text === '(') {
    flawAt(cursor, {
      index,
      message: `there is no function ${quote(text)}`,
      fix: 'the only one is `FILL(id, number)`',
    });
  }
  cursor.uses.push({ id: text, index });
  return text;
};

const peek = ({ tokens, at, end }: Cursor): Token => tokens[at] ?? { kind: 'end', text: '', index: end };

const take = (cursor: Cursor, sign: string) => {
  const found = peek(cursor).text === sign;
  if (found) cursor.at += 1;
  return found;
};

const fail = (cursor: Cursor, expected: string): MetricExpression => {
  const { kind, text, index } = peek(cursor);
  const message = kind === 'end' ? 'the expression ends too early' : `${quote(text)} does not belong here`;
  flawAt(cursor, { index, message, fix: `write ${expected} here` });
  return { kind: 'number', value: Number.NaN };
};

const flawAt = (cursor: Cursor, flaw: Flaw) => {
  cursor.flaw ??= flaw;
  cursor.at = cursor.tokens.length;
};
