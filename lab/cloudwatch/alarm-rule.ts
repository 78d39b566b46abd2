import type { AlarmState } from './alarm.ts';

/** The rule of a composite alarm, as a tree. Alarms are known by their names, also where the rule has their ARNs. */
export type AlarmRule =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'state'; readonly state: AlarmState; readonly alarmName: string }
  | {
      readonly kind: 'atLeast';
      /** How many alarms, or how many per cent of them. */
      readonly least: number;
      readonly percent: boolean;
      readonly state: AlarmState;
      /** Alarms that are not in the state are counted. */
      readonly negated: boolean;
      readonly alarmNames: readonly string[];
    }
  | { readonly kind: 'not'; readonly operand: AlarmRule }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly AlarmRule[] };

/** Whether the rule holds; an alarm that does not exist is in no state. */
export const ruleHolds = (
  rule: AlarmRule,
  stateOf: (alarmName: string) => AlarmState | undefined,
): boolean => {
  switch (rule.kind) {
    case 'constant':
      return rule.value;
    case 'state':
      return stateOf(rule.alarmName) === rule.state;
    case 'not':
      return !ruleHolds(rule.operand, stateOf);
    case 'and':
      return rule.operands.every((operand) => ruleHolds(operand, stateOf));
    case 'or':
      return rule.operands.some((operand) => ruleHolds(operand, stateOf));
    case 'atLeast': {
      const { alarmNames, state, negated, least, percent } = rule;
      const count = alarmNames.filter((name) => (stateOf(name) === state) !== negated).length;
      return (percent ? (100 * count) / alarmNames.length : count) >= least;
    }
  }
};

/** The alarms a rule looks at, each once. */
export const childrenOf = (rule: AlarmRule): readonly string[] => [...new Set(mentions(rule))];

const mentions = (rule: AlarmRule): readonly string[] => {
  switch (rule.kind) {
    case 'constant':
      return [];
    case 'state':
      return [rule.alarmName];
    case 'atLeast':
      return rule.alarmNames;
    case 'not':
      return mentions(rule.operand);
    default:
      return rule.operands.flatMap(mentions);
  }
};
