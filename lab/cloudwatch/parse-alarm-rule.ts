import type { Parsed } from '../../core/parsed.ts';
import type { AlarmState } from './alarm.ts';
import { type AlarmRule, childrenOf } from './alarm-rule.ts';

// CW/alarm-combining = docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html

const LONGEST = 10_240;
const MOST_CHILDREN = 100;
const MOST_ELEMENTS = 500;

/** Parses an AlarmRule (CW/alarm-combining; API_PutCompositeAlarm); the flaw points at the first character that does not fit. */
export const parseAlarmRule = (text: string): Parsed<AlarmRule> => {
  if (text.length > LONGEST) return tooMuch(`the rule is longer than ${LONGEST} characters`);
  const cursor: Cursor = { text, at: 0, elements: 0, expected: undefined };
  const rule = either(cursor);
  if (!atEnd(cursor)) expect(cursor, '`AND`, `OR` or nothing');
  if (cursor.elements > MOST_ELEMENTS) return tooMuch(`the rule has more than ${MOST_ELEMENTS} elements`);
  if (rule === undefined || cursor.expected !== undefined) {
    const { index, says } = cursor.expected ?? { index: 0, says: 'a rule' };
    const found = text.slice(index).trim().slice(0, 20);
    const message = found === '' ? 'the rule ends too early' : `"${found}" does not belong here`;
    return { ok: false, index, message, fix: `write ${says} here` };
  }
  if (childrenOf(rule).length > MOST_CHILDREN) {
    return tooMuch(`the rule looks at more than ${MOST_CHILDREN} alarms`);
  }
  return { ok: true, value: rule };
};

const tooMuch = (message: string) => ({
  ...{ ok: false as const, index: 0, message, fix: 'split it into several alarms' },
});

type Cursor = {
  readonly text: string;
  at: number;
  elements: number;
  /** What was missing first, and where. */
  expected: { readonly index: number; readonly says: string } | undefined;
};

/** Goes past what the pattern matches next, blanks before it left out. */
const take = (cursor: Cursor, pattern: RegExp): readonly string[] | undefined => {
  if (cursor.expected !== undefined) return undefined;
  const sticky = new RegExp(`\\s*(?:${pattern.source})`, `y${pattern.flags}`);
  sticky.lastIndex = cursor.at;
  const match = sticky.exec(cursor.text) ?? undefined;
  if (match) cursor.at = sticky.lastIndex;
  return match;
};

const atEnd = ({ text, at }: Cursor) => text.slice(at).trim() === '';

const expect = (cursor: Cursor, says: string): undefined => {
  const blanks = /^\s*/.exec(cursor.text.slice(cursor.at))?.[0].length ?? 0;
  cursor.expected ??= { index: cursor.at + blanks, says };
};

// CloudWatch does not say so, but AND binds tighter than OR everywhere.
const either = (cursor: Cursor): AlarmRule | undefined => joined(cursor, 'or', /OR\b/, both);
const both = (cursor: Cursor): AlarmRule | undefined => joined(cursor, 'and', /AND\b/, operand);

const joined = (
  cursor: Cursor,
  kind: 'and' | 'or',
  word: RegExp,
  next: (cursor: Cursor) => AlarmRule | undefined,
): AlarmRule | undefined => {
  const operands: (AlarmRule | undefined)[] = [];
  do operands.push(next(cursor));
  while (take(cursor, word));
  const known = operands.filter((one) => one !== undefined);
  return known.length === 1 ? known[0] : { kind, operands: known };
};

const OPERAND = 'ALARM, OK, INSUFFICIENT_DATA or AT_LEAST with an alarm, TRUE, FALSE, NOT or `(`';

const operand = (cursor: Cursor): AlarmRule | undefined => {
  cursor.elements += 1;
  if (cursor.elements > MOST_ELEMENTS) return expect(cursor, 'nothing more');
  if (take(cursor, /NOT\b/)) {
    const inside = operand(cursor);
    return inside && { kind: 'not', operand: inside };
  }
  if (take(cursor, /\(/)) {
    const inside = either(cursor);
    return take(cursor, /\)/) ? inside : expect(cursor, '`AND`, `OR` or `)`');
  }
  const constant = take(cursor, /(TRUE|FALSE)\b/i)?.[1];
  if (constant !== undefined) return { kind: 'constant', value: constant.toUpperCase() === 'TRUE' };
  if (take(cursor, /AT_LEAST\s*\(/)) return atLeast(cursor);
  const state = take(cursor, /(ALARM|OK|INSUFFICIENT_DATA)\s*\(/)?.[1];
  return state === undefined ? expect(cursor, OPERAND) : stateOf(cursor, state as AlarmState);
};

const stateOf = (cursor: Cursor, state: AlarmState): AlarmRule | undefined => {
  const alarmName = name(cursor);
  if (alarmName === undefined || !take(cursor, /\)/)) return expect(cursor, 'an alarm and `)`');
  return { kind: 'state', state, alarmName };
};

/** `AT_LEAST(M, STATE_CONDITION, (alarm1, alarm2, …))`, where M may be a percentage and the condition `NOT` a state. */
const atLeast = (cursor: Cursor): AlarmRule | undefined => {
  const [, number, sign] = take(cursor, /"?(\d+)(%?)"?\s*,/) ?? [];
  if (number === undefined) return expect(cursor, 'a whole number or a percentage and `,`');
  const [, not, state] = take(cursor, /(NOT\s+)?(ALARM|OK|INSUFFICIENT_DATA)\s*,/) ?? [];
  if (state === undefined) return expect(cursor, '`ALARM`, `OK` or `INSUFFICIENT_DATA` and `,`');
  if (!take(cursor, /\(/)) return expect(cursor, '`(` and alarms');
  const alarmNames: string[] = [];
  do {
    const one = name(cursor);
    if (one === undefined) return expect(cursor, 'an alarm');
    alarmNames.push(one);
    cursor.elements += 1;
  } while (take(cursor, /,/));
  if (!take(cursor, /\)\s*\)/)) return expect(cursor, '`,` or `))`');
  return {
    ...{ kind: 'atLeast', least: Number(number), percent: sign === '%' },
    ...{ state: state as AlarmState, negated: not !== undefined, alarmNames },
  };
};

/** "Alarm names … can be surrounded with double-quotes, but do not have to be"; or an ARN. */
const name = (cursor: Cursor): string | undefined => {
  const [, quoted, plain] = take(cursor, /(?:"([^"]+)"|([^\s"(),][^"(),]*))/) ?? [];
  const given = quoted ?? plain?.trim();
  return given?.replace(/^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:/, '');
};
