import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AlarmState } from '../../../lab/cloudwatch/alarm.ts';
import { childrenOf, ruleHolds } from '../../../lab/cloudwatch/alarm-rule.ts';
import { parseAlarmRule } from '../../../lab/cloudwatch/parse-alarm-rule.ts';

// CW/alarm-combining = https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html

const ruleOf = (text: string) => {
  const parsed = parseAlarmRule(text);
  if (!parsed.ok) throw new Error(`${parsed.index}: ${parsed.message}; ${parsed.fix}`);
  return parsed.value;
};

const holds = (text: string, states: Readonly<Record<string, AlarmState>>) =>
  ruleHolds(ruleOf(text), (name) => (Object.hasOwn(states, name) ? states[name] : undefined));

const states = { a: 'ALARM', b: 'OK', c: 'INSUFFICIENT_DATA', d: 'ALARM', 'two words': 'ALARM' } as const;

test.each([
  ['ALARM(a)', true],
  ['ALARM("a")', true],
  ['ALARM( a )', true],
  ['ALARM(b)', false],
  ['OK(b)', true],
  ['INSUFFICIENT_DATA(c)', true],
  ['ALARM("two words")', true],
  ['ALARM(two words)', true],
  ['ALARM(arn:aws:cloudwatch:eu-west-1:111122223333:alarm:a)', true],
  ['ALARM("arn:aws-cn:cloudwatch:cn-north-1:111122223333:alarm:two words")', true],
  ['TRUE', true],
  ['FALSE', false],
  ['False', false],
  // The three examples of the documentation, with a, b, c and d for its names.
  ['ALARM(a) AND ALARM(d)', true],
  ['ALARM(a) AND NOT ALARM(b)', true],
  ['(ALARM(a) OR ALARM(b)) AND OK(b)', true],
  ['NOT (ALARM(a) OR ALARM(b))', false],
  ['NOT NOT ALARM(a)', true],
  ['ALARM(a) OR ALARM(b) AND ALARM(b)', true],
  ['(ALARM(a) OR ALARM(b)) AND ALARM(b)', false],
  ['ALARM(b)\n  OR\n  ALARM(d)', true],
  // "At least 2 out of the 4"; the number may be a percentage, the condition may be negated.
  ['AT_LEAST(2, ALARM, (a, b, c, d))', true],
  ['AT_LEAST(3, ALARM, (a, b, c, d))', false],
  ['AT_LEAST(50%, ALARM, ("a", "b", "c", "d"))', true],
  ['AT_LEAST(51%, ALARM, (a, b, c, d))', false],
  ['AT_LEAST("50%", OK, (a, b, c, d))', false],
  ['AT_LEAST(60%, NOT OK, (a, b, c, d))', true],
  ['AT_LEAST(1, INSUFFICIENT_DATA, (c)) AND ALARM(a)', true],
  // An alarm that is not there is in no state.
  ['ALARM(gone) OR OK(gone) OR INSUFFICIENT_DATA(gone)', false],
  ['NOT ALARM(gone)', true],
])('%s: %s', (text, expected) => {
  expect(holds(text, states)).toBe(expected);
});

test('the alarms a rule looks at are known, each once', () => {
  const rule = ruleOf('ALARM(a) AND (OK("b") OR NOT AT_LEAST(1, OK, (a, c)))');
  expect(childrenOf(rule)).toEqual(['a', 'b', 'c']);
});

const OPERAND = 'write ALARM, OK, INSUFFICIENT_DATA or AT_LEAST with an alarm, TRUE, FALSE, NOT or `(` here';
test.each([
  ['', `0: the rule ends too early; ${OPERAND}`],
  ['ALARM(a) AND', `12: the rule ends too early; ${OPERAND}`],
  ['ALARM(a) ALARM(b)', '9: "ALARM(b)" does not belong here; write `AND`, `OR` or nothing here'],
  ['BROKEN(a)', `0: "BROKEN(a)" does not belong here; ${OPERAND}`],
  ['(ALARM(a)', '9: the rule ends too early; write `AND`, `OR` or `)` here'],
  ['ALARM()', '6: ")" does not belong here; write an alarm and `)` here'],
  [
    'AT_LEAST(a, OK, (b))',
    '9: "a, OK, (b))" does not belong here; write a whole number or a percentage and `,` here',
  ],
  [
    'AT_LEAST(1, BAD, (b))',
    '12: "BAD, (b))" does not belong here; write `ALARM`, `OK` or `INSUFFICIENT_DATA` and `,` here',
  ],
  ['AT_LEAST(1, OK, b)', '16: "b)" does not belong here; write `(` and alarms here'],
  ['AT_LEAST(1, OK, ())', '17: "))" does not belong here; write an alarm here'],
  [
    Array.from({ length: 101 }, (_, index) => `ALARM(a${index})`).join(' OR '),
    '0: the rule looks at more than 100 alarms; split it into several alarms',
  ],
  [
    Array(501).fill('TRUE').join(' AND '),
    '0: the rule has more than 500 elements; split it into several alarms',
  ],
  ['a'.repeat(10_241), '0: the rule is longer than 10240 characters; split it into several alarms'],
])('%s is refused', (text, flaw) => {
  const parsed = parseAlarmRule(text);
  const said = parsed.ok ? 'parsed' : `${parsed.index}: ${parsed.message}; ${parsed.fix}`;
  expect(said).toBe(flaw);
});

const state = fc.constantFrom<AlarmState>('OK', 'ALARM', 'INSUFFICIENT_DATA');

test('AT_LEAST counts as adding up does, and NOT turns every rule around', () => {
  fc.assert(
    fc.property(fc.array(state, { minLength: 1, maxLength: 8 }), fc.nat(9), (given, least) => {
      const alarms = Object.fromEntries(given.map((one, index) => [`n${index}`, one]));
      const text = `AT_LEAST(${least}, ALARM, (${Object.keys(alarms).join(', ')}))`;
      const expected = given.filter((one) => one === 'ALARM').length >= least;
      expect(holds(text, alarms)).toBe(expected);
      expect(holds(`NOT ${text}`, alarms)).toBe(!expected);
    }),
  );
});

test('no text makes it throw', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('ALARM(a)', 'NOT', 'AND', 'OR', '(', ')', 'AT_LEAST(', '1,', 'OK,', ' '), {
        maxLength: 60,
      })
      .map((parts) => parts.join(' ')),
    fc.constantFrom('('.repeat(10_000), 'NOT '.repeat(2500)),
  );
  fc.assert(fc.property(anyText, (text) => typeof parseAlarmRule(text).ok === 'boolean'));
});
