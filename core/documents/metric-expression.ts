import type { Flaw, Parsed } from '../parsed.ts';
import { type ExpressionCursor, fail, peek } from './expression-cursor.ts';
import { tokensOf } from './expression-tokens.ts';
import { type MetricType, NAMES_NO_METRIC, ONLY_ON_AWS } from './metric-functions.ts';
import { readExpression } from './read-expression.ts';

/** An operator between two operands; `&&` and `||` are read as AND and OR. */
export type MetricOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '^'
  | '=='
  | '!='
  | '<='
  | '>='
  | '<'
  | '>'
  | 'AND'
  | 'OR';

/** Metric math as a tree. */
export type MetricExpression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'metric'; readonly id: string }
  | { readonly kind: 'negate'; readonly operand: MetricExpression }
  | {
      readonly kind: 'binary';
      readonly operator: MetricOperator;
      readonly left: MetricExpression;
      readonly right: MetricExpression;
    }
  | { readonly kind: 'list'; readonly items: readonly MetricExpression[] }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly MetricExpression[] }
  /** An argument that is a word: `REPEAT`, `LINEAR`, `ASC`, … */
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'text'; readonly text: string };

/** An expression that parsed: its tree, the metrics it reads, and where it reads each of them. */
export type ParsedExpression = {
  readonly tree: MetricExpression;
  readonly ids: readonly string[];
  readonly uses: readonly { readonly id: string; readonly index: number }[];
  /** It reads metrics that it does not name, as `METRICS()` and `SEARCH(…)` do. */
  readonly readsUnnamed: boolean;
  /** The functions in it that only AWS can compute. */
  readonly onlyOnAws: readonly string[];
};

/** Parse metric math (CW/using-metric-math); the flaw points at the first character that does not fit. */
export const parseMetricExpression = (text: string): Parsed<ParsedExpression> => {
  if (text.length > LONGEST) return { ok: false, ...TOO_LONG };
  const cursor: ExpressionCursor = {
    ...{ tokens: tokensOf(text), end: text.length, at: 0 },
    ...{ uses: [], called: new Set(), flaw: undefined },
  };
  const { tree, type } = readExpression(cursor);
  if (peek(cursor).kind !== 'end') fail(cursor, 'an operator or nothing');
  const { uses, called } = cursor;
  const readsUnnamed = NAMES_NO_METRIC.some((name) => called.has(name));
  const onlyOnAws = [...called].filter((name) => ONLY_ON_AWS.has(name));
  const flaw = cursor.flaw ?? resultFlaw(type, uses.length > 0 || readsUnnamed, onlyOnAws.length > 0);
  if (flaw) return { ok: false, ...flaw };
  return {
    ok: true,
    value: { tree, ids: [...new Set(uses.map(({ id }) => id))], uses, readsUnnamed, onlyOnAws },
  };
};

// Also what keeps the recursion below shallow.
const LONGEST = 1024;
const TOO_LONG: Flaw = {
  message: `the expression is longer than ${LONGEST} characters`,
  fix: 'shorten it',
  index: 0,
};

// "The final result of any math expression must be a single time series or an array", and "an alarm based on a math
// expression can watch only one time series" (CW/using-metric-math). What only AWS computes, only AWS can judge.
const resultFlaw = (type: MetricType, readsMetrics: boolean, judgedByAws: boolean): Flaw | undefined => {
  if (type === 'series' || !readsMetrics || judgedByAws) return undefined;
  return type === 'number'
    ? {
        index: 0,
        message: 'the expression gives one number, not a reading for each period',
        fix: 'use it within a larger one, as in `errors - AVG(errors)`, or write `TIME_SERIES(…)` around it',
      }
    : {
        index: 0,
        message: 'the expression gives several series, and a probe judges one',
        fix: 'join them, as in `SUM(METRICS())`',
      };
};
