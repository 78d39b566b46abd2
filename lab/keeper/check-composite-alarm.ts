import { type CompositeAlarmConfiguration, isComposite } from '../cloudwatch/alarm.ts';
import type { AlarmBook } from '../cloudwatch/alarm-book.ts';
import { childrenOf } from '../cloudwatch/alarm-rule.ts';
import { parseAlarmRule } from '../cloudwatch/parse-alarm-rule.ts';
import { Refusal } from './refusal.ts';

const refuse: (message: string) => never = (message) => {
  throw new Refusal('ValidationError', message);
};

/** Refuses what PutCompositeAlarm refuses: a rule that does not parse, and one with alarms that do not exist. */
export const checkCompositeAlarm = (
  { alarmName, alarmRule }: CompositeAlarmConfiguration,
  book: AlarmBook,
): void => {
  if (typeof alarmName !== 'string' || alarmName.length === 0) refuse('An alarm needs a name.');
  if (typeof alarmRule !== 'string') refuse('A composite alarm needs an alarmRule.');
  const known = book.get(alarmName);
  if (known && !isComposite(known.configuration)) refuse(`${alarmName} is a metric alarm.`);
  const parsed = parseAlarmRule(alarmRule);
  if (!parsed.ok) {
    const { message, fix, index = 0 } = parsed;
    refuse(`alarmRule, character ${index + 1}: ${message}; ${fix}.`);
  }
  const missing = childrenOf(parsed.value).filter((name) => !book.get(name));
  if (missing.length > 0) {
    refuse(
      `Could not save the composite alarm as alarms [${missing.join(', ')}] in the alarm rule do not exist.`,
    );
  }
};

/**
 * Refuses what DeleteAlarms refuses: alarms on which a composite alarm depends, and two composite alarms at once
 * (API_DeleteAlarms; github.com/cloud-custodian/cloud-custodian/issues/7763 has the words).
 */
export const checkDeletion = (alarmNames: readonly string[], book: AlarmBook): void => {
  if (alarmNames.length > 100) refuse('At most 100 alarms can be deleted at once.');
  const composites = alarmNames.filter((name) => {
    const alarm = book.get(name);
    return alarm !== undefined && isComposite(alarm.configuration);
  });
  if (composites.length > 1)
    refuse(`Only one composite alarm can be deleted at once: ${composites.join(', ')}.`);
  const needed = alarmNames.filter((name) => book.watchersOf(name).length > 0);
  if (needed.length > 0) {
    refuse(
      `Cannot delete ${needed.join(',')} as there are composite alarm(s) depending on ${needed.length > 1 ? 'them' : 'it'}.`,
    );
  }
};
