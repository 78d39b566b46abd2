import type { Flaw } from '../parsed.ts';
import type { Token } from './expression-tokens.ts';
import { quote } from './quote.ts';

/** A place in an expression, and what was met on the way there. */
export type ExpressionCursor = {
  readonly tokens: readonly Token[];
  readonly end: number;
  readonly uses: { id: string; index: number }[];
  readonly called: Set<string>;
  at: number;
  /** The first flaw; once there is one, the cursor stands at the end. */
  flaw: Flaw | undefined;
};

/** The token at the cursor. */
export const peek = ({ tokens, at, end }: ExpressionCursor): Token =>
  tokens[at] ?? { kind: 'end', text: '', index: end };

/** Goes past the sign if it is next. */
export const take = (cursor: ExpressionCursor, sign: string): boolean => {
  const found = peek(cursor).text === sign;
  if (found) cursor.at += 1;
  return found;
};

/** The token at the cursor is not what was expected. */
export const fail = (cursor: ExpressionCursor, expected: string): void => {
  const { kind, text, index } = peek(cursor);
  const message = kind === 'end' ? 'the expression ends too early' : `${quote(text)} does not belong here`;
  flawAt(cursor, { index, message, fix: `write ${expected} here` });
};

/** Keeps the first flaw and stops reading. */
export const flawAt = (cursor: ExpressionCursor, flaw: Flaw): void => {
  cursor.flaw ??= flaw;
  cursor.at = cursor.tokens.length;
};
