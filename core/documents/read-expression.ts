import type { Flaw } from '../parsed.ts';
import { type ExpressionCursor, fail, flawAt, peek, take } from './expression-cursor.ts';
import type { Token } from './expression-tokens.ts';
import type { MetricExpression, MetricOperator } from './metric-expression.ts';
import { METRIC_FUNCTIONS, type MetricType, type Parameter } from './metric-functions.ts';
import { quote } from './quote.ts';
import { nearest } from './suggest.ts';

/** A tree and what it gives. */
export type Typed = { readonly tree: MetricExpression; readonly type: MetricType };

// CloudWatch does not say which operator binds tighter: they bind as on paper and in every other language.
const BINDING: Readonly<Record<MetricOperator, number>> = {
  ...{ OR: 1, AND: 2 },
  ...{ '==': 3, '!=': 3, '<=': 3, '>=': 3, '<': 3, '>': 3 },
  ...{ '+': 4, '-': 4, '*': 5, '/': 5 },
  '^': 7,
};
const NEGATION = 6;

const operatorOf = ({ text }: Token): MetricOperator | undefined => {
  const sign = text === '&&' ? 'AND' : text === '||' ? 'OR' : text;
  return Object.hasOwn(BINDING, sign) ? (sign as MetricOperator) : undefined;
};

/** Reads an expression of operators that bind at least that tightly. */
export const readExpression = (cursor: ExpressionCursor, least = 0): Typed => {
  let left = operand(cursor);
  for (;;) {
    const token = peek(cursor);
    const operator = operatorOf(token);
    if (operator === undefined || BINDING[operator] < least) return left;
    cursor.at += 1;
    const right = readExpression(cursor, operator === '^' ? BINDING['^'] : BINDING[operator] + 1);
    if (left.type === 'array' && right.type === 'array') flawAt(cursor, twoArrays(token));
    const tree = { kind: 'binary', operator, left: left.tree, right: right.tree } as const;
    left = { tree, type: wider(left.type, right.type) };
  }
};

const twoArrays = ({ text, index }: Token): Flaw => ({
  index,
  message: `${quote(text)} stands between two lists of series`,
  fix: 'join one of them first, as in `SUM([a, b])`',
});

const WIDTH = { number: 0, series: 1, array: 2 } as const;
const wider = (a: MetricType, b: MetricType) => (WIDTH[a] >= WIDTH[b] ? a : b);

const operand = (cursor: ExpressionCursor): Typed => {
  if (take(cursor, '-')) {
    const { tree, type } = readExpression(cursor, NEGATION);
    return { tree: { kind: 'negate', operand: tree }, type };
  }
  if (take(cursor, '(')) {
    const inside = readExpression(cursor);
    if (!take(cursor, ')')) fail(cursor, '`)`');
    return inside;
  }
  if (take(cursor, '[')) return list(cursor);
  const token = peek(cursor);
  if (token.kind === 'number') return { tree: { kind: 'number', value: number(cursor) }, type: 'number' };
  if (token.kind !== 'word' || operatorOf(token)) return failed(cursor, 'a number, a metric id or `(`');
  return Object.hasOwn(METRIC_FUNCTIONS, token.text) ? call(cursor, token.text) : metric(cursor);
};

const failed = (cursor: ExpressionCursor, expected: string): Typed => {
  fail(cursor, expected);
  return { tree: { kind: 'number', value: Number.NaN }, type: 'number' };
};

const list = (cursor: ExpressionCursor): Typed => {
  const items: MetricExpression[] = [];
  do {
    items.push(argument(cursor, { types: ['series', 'array'], says: 'a metric or another series' }).tree);
  } while (take(cursor, ','));
  if (!take(cursor, ']')) fail(cursor, '`,` or `]`');
  return { tree: { kind: 'list', items }, type: 'array' };
};

const call = (cursor: ExpressionCursor, name: string): Typed => {
  const { parameters, gives } = METRIC_FUNCTIONS[name] ?? { parameters: [], gives: () => 'number' as const };
  cursor.at += 1;
  cursor.called.add(name);
  const [first] = parameters;
  if (!take(cursor, '(')) return failed(cursor, first?.optional ? '`(`' : `\`(\` and then ${first?.says}`);
  const operands: Typed[] = [];
  for (const [index, parameter] of parameters.entries()) {
    const comma = index === 0 ? peek(cursor).text !== ')' : take(cursor, ',');
    if (!comma && parameter.optional) break;
    if (!comma) return failed(cursor, index === 0 ? parameter.says : `\`,\` and then ${parameter.says}`);
    operands.push(argument(cursor, parameter));
  }
  if (!take(cursor, ')')) fail(cursor, '`)`');
  const tree = { kind: 'call', name, operands: operands.map((one) => one.tree) } as const;
  return { tree, type: gives(operands.map(({ type }) => type)) };
};

const argument = (cursor: ExpressionCursor, { types, words, text, id, says }: Parameter): Typed => {
  const token = peek(cursor);
  if (token.kind === 'word' && words?.includes(token.text)) {
    cursor.at += 1;
    return { tree: { kind: 'word', word: token.text }, type: 'number' };
  }
  if (text && token.kind === 'text') {
    cursor.at += 1;
    return { tree: { kind: 'text', text: token.text.slice(1, -1) }, type: 'number' };
  }
  if (id && token.kind === 'word' && !Object.hasOwn(METRIC_FUNCTIONS, token.text)) return metric(cursor);
  if (types.length === 0 || token.kind === 'end') return failed(cursor, says);
  const given = readExpression(cursor);
  if (!types.includes(given.type)) {
    const message = `${quote(token.text)} does not belong here`;
    flawAt(cursor, { index: token.index, message, fix: `write ${says} here` });
  }
  return given;
};

const number = (cursor: ExpressionCursor) => {
  const { text, index } = peek(cursor);
  cursor.at += 1;
  const value = Number(text);
  if (!Number.isFinite(value))
    flawAt(cursor, { index, message: 'the number is too large', fix: 'write a smaller one' });
  return value;
};

const metric = (cursor: ExpressionCursor): Typed => {
  const { text, index } = peek(cursor);
  cursor.at += 1;
  if (peek(cursor).text === '(') flawAt(cursor, unknownFunction(text, index));
  cursor.uses.push({ id: text, index });
  return { tree: { kind: 'metric', id: text }, type: 'series' };
};

const unknownFunction = (name: string, index: number): Flaw => {
  const near = nearest(name, Object.keys(METRIC_FUNCTIONS));
  const fix = near
    ? `did you mean \`${near}\`?`
    : 'CloudWatch has `FILL`, `IF`, `SUM`, `MAX`, `RATE` and others, all in capitals';
  return { index, message: `there is no function ${quote(name)}`, fix };
};
